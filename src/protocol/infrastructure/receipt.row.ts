import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A receipt that somebody asked for; made when there is a receipt of the same id. Appended, never changed. */
@Entity('receipt_request')
@Index('receipt_request_registration_idx', ['registrationId'])
export class ReceiptRequestRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'receipt_request_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  registrationId!: string;

  /** Day by which the body answers, where the operator stated it. */
  @Column('date', { nullable: true })
  endsOn!: string | null;

  @Column('uuid')
  askedBy!: string;

  @Column('timestamptz')
  askedAt!: Date;
}

/** A receipt that was given to whoever handed a document in. Appended, never changed. */
@Entity('registration_receipt')
@Index('registration_receipt_registration_idx', ['registrationId'])
export class RegistrationReceiptRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'registration_receipt_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  registrationId!: string;

  /** Of the sealed PDF, which is in the object store. */
  @Column('text')
  sha256!: string;

  /** Day by which the body answers, where the operator stated it. */
  @Column('date', { nullable: true })
  endsOn!: string | null;

  @Column('uuid')
  madeBy!: string;

  @Column('timestamptz')
  madeAt!: Date;
}

const alarmPkey = () => ({ primaryKeyConstraintName: 'daily_register_alarm_pkey' });

/** A day whose register was not sealed by the end of its working day; raised once. */
@Entity('daily_register_alarm')
export class DailyRegisterAlarmRow {
  @PrimaryColumn('uuid', alarmPkey())
  registerId!: string;

  @PrimaryColumn('date', alarmPkey())
  day!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('date')
  dueOn!: string;

  @Column('timestamptz')
  raisedAt!: Date;
}
