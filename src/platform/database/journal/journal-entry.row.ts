import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One change of state: audit entry and event source at once. Appended, never changed. */
@Entity('journal_entry')
@Index('journal_entry_stream_sequence_key', ['stream', 'streamId', 'sequence'], { unique: true })
@Index('journal_entry_unsealed_idx', ['bodyId', 'transactionId'])
export class JournalEntryRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'journal_entry_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('text')
  stream!: string;

  @Column('uuid')
  streamId!: string;

  @Column('integer')
  sequence!: number;

  @Column('text')
  type!: string;

  @Column('uuid', { nullable: true })
  actorId!: string | null;

  @Column('uuid', { nullable: true })
  onBehalfOf!: string | null;

  @Column('text', { nullable: true })
  capacity!: string | null;

  @Column('timestamptz')
  at!: Date;

  /** Canonical JSON text, kept as written: `jsonb` would not give back the bytes that were hashed. */
  @Column('text')
  payload!: string;

  @Column('bytea')
  previousHash!: Buffer;

  @Column('bytea')
  hash!: Buffer;

  /** Random, so that the leaf of a seal tells nothing of an entry that may not be seen. */
  @Column('bytea')
  salt!: Buffer;

  /**
   * xid8 of the transaction that wrote the row, as a number: sealing takes rows below every open transaction. The
   * default is written without its casts, as TypeORM compares it.
   */
  @Column({
    type: 'bigint',
    default: () => '((pg_current_xact_id()))',
    insert: false,
    update: false,
  })
  transactionId!: string;
}
