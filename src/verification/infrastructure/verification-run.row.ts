import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { KeptAnswer } from './kept-answer';
import type { NamedDigest } from './verification-request.rows';

/** A verification with everything that it found; kept, so that a verdict can be shown and repeated years later. */
@Entity('verification_run')
@Index('verification_run_sha256_idx', ['bodyId', 'sha256'])
export class VerificationRunRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'verification_run_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid', { nullable: true })
  askedById!: string | null;

  @Column('text')
  fileName!: string;

  @Column('text')
  sha256!: string;

  @Column({
    type: 'bigint',
    transformer: { to: (value: number) => value, from: (value: string) => Number(value) },
  })
  size!: number;

  @Column('text')
  conclusion!: string;

  @Column('jsonb')
  report!: object;

  /** SHA-256 of each trust anchor that was used. */
  @Column('jsonb')
  anchors!: readonly string[];

  /** Set of anchors in full, in `verification_trust`; null for runs from before it was kept. */
  @Column('text', { nullable: true })
  trustSha256!: string | null;

  /** SHA-256 of what the report found; null for runs from before it was kept, as the two below. */
  @Column('text', { nullable: true })
  factsSha256!: string | null;

  /** What revocation services answered; their bytes are in the object store. */
  @Column('jsonb', { nullable: true })
  answers!: readonly KeptAnswer[] | null;

  /** What the file may have signed. */
  @Column('jsonb', { nullable: true })
  contents!: readonly NamedDigest[] | null;

  /** Version of the validation policy. */
  @Column('text', { nullable: true })
  policy!: string | null;

  /** The policy as it was then, in `verification_policy`; null for runs from before it was kept. */
  @Column('text', { nullable: true })
  policySha256!: string | null;

  /** The run that this one made again. */
  @Column('uuid', { nullable: true })
  repeatsId!: string | null;

  /** The first of the runs that this one goes on with, because that one could not tell everything. */
  @Column('uuid', { nullable: true })
  followsId!: string | null;

  @Column('timestamptz')
  verifiedAt!: Date;
}
