import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** An address of another application that wants to be told. Its secret is derived, never stored. */
@Entity('webhook')
export class WebhookRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'webhook_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('text')
  name!: string;

  @Column('text')
  url!: string;

  @Column('text', { array: true })
  events!: string[];

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;
}

/** One thing to be told to one webhook: the intent before the first try, the outcome after the last. */
@Entity('webhook_call')
@Unique('webhook_call_entry_key', ['webhookId', 'entryId'])
@Index('webhook_call_due_idx', ['nextTryAt'], { where: 'next_try_at IS NOT NULL' })
@Index('webhook_call_webhook_idx', ['webhookId', 'owedAt', 'id'])
export class WebhookCallRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'webhook_call_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  webhookId!: string;

  @Column('uuid')
  entryId!: string;

  @Column('text')
  event!: string;

  @Column('text')
  payload!: string;

  @Column('timestamptz')
  owedAt!: Date;

  @Column('integer')
  tries!: number;

  /** Null once it was delivered, or given up. */
  @Column('timestamptz', { nullable: true })
  nextTryAt!: Date | null;

  /** Of the last try: `200`, `503`, `TIMED_OUT`, `PRIVATE_ADDRESS`, … */
  @Column('text', { nullable: true })
  outcome!: string | null;

  @Column('timestamptz', { nullable: true })
  deliveredAt!: Date | null;
}
