import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What verifications trusted, kept once for each set: certificates are public and belong to nobody. */
@Entity('verification_trust')
export class VerificationTrustRow {
  /** SHA-256 over the digests of the anchors in order. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'verification_trust_pkey' })
  sha256!: string;

  /** Certificates, DER in base64. */
  @Column('jsonb')
  anchors!: readonly string[];

  @Column('timestamptz')
  firstUsedAt!: Date;
}
