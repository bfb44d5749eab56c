import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * That one consumer is owed one journal entry. Written in the transaction of the entry, settled in the transaction of
 * the effect: what lies between may be lost or repeated at will.
 */
@Entity('delivery')
@Index('delivery_unpublished_idx', ['createdAt'], { where: 'published_at IS NULL' })
@Index('delivery_unsettled_idx', ['publishedAt'], { where: 'settled_at IS NULL' })
@Index('delivery_entry_consumer_key', ['journalEntryId', 'consumer'], { unique: true })
export class DeliveryRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'delivery_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  journalEntryId!: string;

  /** Name of the job that consumes the entry. */
  @Column('text')
  consumer!: string;

  @Column({ type: 'timestamptz', default: () => 'clock_timestamp()', insert: false, update: false })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  publishedAt!: Date | null;

  @Column('integer', { default: 0 })
  publications!: number;

  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;
}
