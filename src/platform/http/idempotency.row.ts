import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The answer to a request that created something, kept so that its repeat is answered alike. */
@Entity('idempotency_record')
export class IdempotencyRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'idempotency_record_pkey' })
  personId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_record_pkey' })
  key!: string;

  /** SHA-256 of method, path and body; the routes that take a code never create, so no code is ever in it. */
  @Column('bytea')
  fingerprint!: Buffer;

  @Column('timestamptz')
  startedAt!: Date;

  @Column('integer', { nullable: true })
  status!: number | null;

  @Column('text', { nullable: true })
  answer!: string | null;
}
