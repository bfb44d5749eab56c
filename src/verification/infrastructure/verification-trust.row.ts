import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A trusted list that verifications rested on; its bytes are in the object store. */
export interface KeptList {
  readonly territory: string;
  readonly sha256: string;
  readonly sequenceNumber: number;
  readonly issuedAt: string | null;
  readonly nextUpdateAt: string | null;
  /** Past its next update when it was first used so: it counted for nothing. */
  readonly isStale: boolean;
}

/** What verifications trusted, kept once for each set: certificates and lists are public and belong to nobody. */
@Entity('verification_trust')
export class VerificationTrustRow {
  /** SHA-256 over the digests of the anchors, then of the lists, in order. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'verification_trust_pkey' })
  sha256!: string;

  /** Certificates, DER in base64. */
  @Column('jsonb')
  anchors!: readonly string[];

  @Column('jsonb', { default: [] })
  lists!: readonly KeptList[];

  @Column('timestamptz')
  firstUsedAt!: Date;
}
