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

  /** True once a change of state was committed; then the request is never carried out again. */
  @Column('boolean', { default: false })
  tookEffect!: boolean;

  @Column('integer', { nullable: true })
  status!: number | null;

  @Column('text', { nullable: true })
  answer!: string | null;
}
