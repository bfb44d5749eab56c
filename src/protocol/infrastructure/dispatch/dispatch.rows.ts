import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DispatchChannel, DispatchState, PrintCopy } from '../../domain/dispatch';
import type { Correspondent } from '../../domain/registration';

/** One way of a registered document to one of its recipients. Its state changes, with a version; what was done is appended. */
@Entity('dispatch')
@Index('dispatch_registration_idx', ['registrationId'])
@Index('dispatch_open_idx', ['aooId', 'state'], { where: `state IN ('TO_SEND', 'SENDING', 'FAILED')` })
@Index('dispatch_live_key', ['registrationId', 'recipientPosition'], {
  unique: true,
  where: `state <> 'WITHDRAWN'`,
})
@Check('dispatch_print_copy_check', `print_copy IN ('DUE', 'READY')`)
@Check('dispatch_channel_check', `channel IN ('HAND', 'MAIL', 'PEC', 'PRINT')`)
@Check(
  'dispatch_state_check',
  `state IN ('TO_SEND', 'SENDING', 'SENT', 'ACCEPTED', 'DELIVERED', 'FAILED', 'WITHDRAWN')`,
)
export class DispatchRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'dispatch_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  registrationId!: string;

  /** Place among the recipients of the registration, from 0. */
  @Column('integer')
  recipientPosition!: number;

  @Column('jsonb')
  recipient!: Correspondent;

  @Column('text')
  channel!: DispatchChannel;

  @Column('text', { nullable: true })
  address!: string | null;

  @Column('text')
  state!: DispatchState;

  /** Why it failed or waits. */
  @Column('text', { nullable: true })
  code!: string | null;

  @Column('integer')
  version!: number;

  /** Fixed before anything is sent: a message that went twice would be known as one by who receives it. */
  @Column('text')
  messageId!: string;

  @Column('timestamptz', { nullable: true })
  nextTryAt!: Date | null;

  /** Why it goes although a signature of its files did not hold. */
  @Column('text', { nullable: true })
  overruled!: string | null;

  /** Of what goes on paper: its stamped copy is being made, or lies ready to print. Null where there is nothing to copy. */
  @Column('text', { nullable: true })
  printCopy!: PrintCopy | null;

  @Column('uuid')
  createdBy!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}

const attemptPkey = () => ({ primaryKeyConstraintName: 'dispatch_attempt_pkey' });

/** What was done about a dispatch, in order: the intent before the effect, the result after it, what a clerk recorded. */
@Entity('dispatch_attempt')
export class DispatchAttemptRow {
  @PrimaryColumn('uuid', attemptPkey())
  dispatchId!: string;

  @PrimaryColumn('integer', attemptPkey())
  sequence!: number;

  @Column('uuid')
  bodyId!: string;

  /** Action of the state table. */
  @Column('text')
  step!: string;

  @Column('text', { nullable: true })
  code!: string | null;

  @Column('jsonb')
  detail!: Record<string, string>;

  @Column('uuid', { nullable: true })
  byPerson!: string | null;

  @Column('timestamptz')
  at!: Date;
}
