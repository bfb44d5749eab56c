import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A list that was signed by who may sign it; its bytes are in the object store. Public, and of no body. */
@Entity('trusted_list')
@Index('trusted_list_newest_idx', ['territory', 'sequenceNumber', 'acceptedAt'])
export class TrustedListRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'trusted_list_pkey' })
  sha256!: string;

  /** Country code; `EU` for the list of lists. */
  @Column('text')
  territory!: string;

  @Column('integer')
  sequenceNumber!: number;

  @Column('timestamptz', { nullable: true })
  issuedAt!: Date | null;

  /** Past it the list is stale; null for a closed one. */
  @Column('timestamptz', { nullable: true })
  nextUpdateAt!: Date | null;

  @Column('text')
  signerSha256!: string;

  @Column('timestamptz')
  acceptedAt!: Date;
}

/** An address that gives a list, and what it said last. */
@Entity('trusted_list_source')
export class TrustedListSourceRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'trusted_list_source_pkey' })
  url!: string;

  @Column('text')
  territory!: string;

  @Column('text', { nullable: true })
  etag!: string | null;

  @Column('text', { nullable: true })
  lastModified!: string | null;

  /** What it gave last that was accepted. */
  @Column('text', { nullable: true })
  sha256!: string | null;

  @Column('timestamptz')
  askedAt!: Date;

  /** When it last gave what was accepted, or said that nothing changed. */
  @Column('timestamptz', { nullable: true })
  answeredAt!: Date | null;

  /** Code of why the last answer was none, or was not accepted; null when all is well. */
  @Column('text', { nullable: true })
  fault!: string | null;
}
