import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A seal. Appended, never changed. */
@Entity('journal_block')
@Index('journal_block_number_key', ['bodyId', 'number'], { unique: true })
export class JournalBlockRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'journal_block_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('integer')
  number!: number;

  @Column('integer')
  entryCount!: number;

  @Column('uuid', { nullable: true })
  firstEntryId!: string | null;

  @Column('uuid', { nullable: true })
  lastEntryId!: string | null;

  @Column('bytea')
  merkleRoot!: Buffer;

  @Column('bytea')
  previousHash!: Buffer;

  @Column('bytea')
  hash!: Buffer;

  /** Every entry of a transaction below it is sealed: where the next seal begins to look. No part of the hash. */
  @Column('bigint')
  belowTransactionId!: string;

  @Column('timestamptz')
  sealedAt!: Date;
}

/** That an entry stands in a block, and the leaf that it gave: one that changed later can be named. */
@Entity('journal_block_entry')
@Index('journal_block_entry_position_key', ['blockId', 'position'], { unique: true })
export class JournalBlockEntryRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'journal_block_entry_pkey' })
  entryId!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  blockId!: string;

  @Column('integer')
  position!: number;

  @Column('bytea')
  leaf!: Buffer;
}
