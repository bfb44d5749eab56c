import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { MailChoice } from '../domain/mail-choice';

@Entity('notification_preference')
export class NotificationPreferenceRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notification_preference_pkey' })
  personId!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('text')
  mail!: MailChoice;
}

/** One letter with what its person was to know: the intent before it is sent, the outcome after. */
@Entity('notification_mail')
@Index('notification_mail_person_idx', ['personId', 'madeAt'])
@Index('notification_mail_due_idx', ['nextTryAt'], { where: 'next_try_at IS NOT NULL' })
export class NotificationMailRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notification_mail_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  personId!: string;

  @Column('timestamptz')
  madeAt!: Date;

  @Column('integer')
  tries!: number;

  /** Null once it was taken by the mail server, or given up. */
  @Column('timestamptz', { nullable: true })
  nextTryAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  sentAt!: Date | null;

  /** What the mail server said last. */
  @Column('text', { nullable: true })
  outcome!: string | null;
}
