import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type NotificationParams = Readonly<Record<string, string | number>>;

/** Something that one person is to know. Only the person it is for can read it. */
@Entity('notification')
@Index('notification_person_idx', ['personId', 'createdAt', 'id'])
@Index('notification_unmailed_idx', ['personId'], { where: 'mail_id IS NULL AND read_at IS NULL' })
@Index('notification_unread_idx', ['personId'], { where: 'read_at IS NULL' })
export class NotificationRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notification_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  personId!: string;

  @Column('text')
  kind!: string;

  /** What the text names; the text itself is made when it is read, in the reader's language. */
  @Column('jsonb')
  params!: NotificationParams;

  @Column('uuid', { nullable: true })
  requestId!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  readAt!: Date | null;

  /** Told by mail at any hour. */
  @Column('boolean')
  urgent!: boolean;

  /** The letter that it went out with. */
  @Column('uuid', { nullable: true })
  mailId!: string | null;
}
