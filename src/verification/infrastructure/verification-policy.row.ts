import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A policy that verdicts were given by, kept once: it is the same for everybody and belongs to nobody. */
@Entity('verification_policy')
export class VerificationPolicyRow {
  /** SHA-256 of `content`. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'verification_policy_pkey' })
  sha256!: string;

  /** JSON to the byte: version, levels of the checks, algorithms by date. */
  @Column('text')
  content!: string;

  /** Ids of the checks that were made. */
  @Column('jsonb')
  checks!: readonly string[];

  @Column('timestamptz')
  firstUsedAt!: Date;
}
