import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The public body: whatever is stored belongs to one. */
@Entity('body')
export class BodyRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'body_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  /** Code in the national index of public bodies (IPA). */
  @Column('text')
  ipaCode!: string;

  @Column('text')
  taxCode!: string;
}

/** Area organizzativa omogenea: one protocol register, one mailbox, one classification plan. */
@Entity('aoo')
@Index('aoo_code_key', ['bodyId', 'code'], { unique: true })
export class AooRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'aoo_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;
}

@Entity('sector')
export class SectorRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sector_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('text')
  name!: string;
}

/** An office: UOR answers for procedures, UO works within one. */
@Entity('office')
@Index('office_code_key', ['bodyId', 'code'], { unique: true })
export class OfficeRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'office_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  sectorId!: string;

  @Column('uuid', { nullable: true })
  parentId!: string | null;

  @Column('text')
  kind!: 'UOR' | 'UO';

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;
}

@Entity('person')
@Index('person_username_key', ['bodyId', 'username'], { unique: true })
@Index('person_tax_code_key', ['bodyId', 'taxCode'], { unique: true })
export class PersonRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'person_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('text')
  givenName!: string;

  @Column('text')
  familyName!: string;

  @Column('text')
  taxCode!: string;

  @Column('text')
  username!: string;

  @Column('text', { nullable: true })
  email!: string | null;
}

/** A power that an act gave to a person in an office, from one day to another. */
@Entity('appointment')
@Index('appointment_person_idx', ['bodyId', 'personId'])
export class AppointmentRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'appointment_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  personId!: string;

  @Column('uuid')
  officeId!: string;

  @Column('text')
  role!: string;

  /** How the signature names it, such as "ad interim"; null for the plain holder. */
  @Column('text', { nullable: true })
  capacity!: string | null;

  @Column('text')
  actReference!: string;

  @Column('date')
  validFrom!: string;

  @Column('date', { nullable: true })
  validTo!: string | null;
}

@Entity('register')
@Index('register_code_key', ['aooId', 'code'], { unique: true })
export class RegisterRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'register_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('text')
  kind!: 'PROTOCOL' | 'REPERTORY' | 'EMERGENCY';
}

/** An entry of the titolario. Never deleted once used: it ends on a day. */
@Entity('classification_entry')
@Index('classification_entry_code_key', ['aooId', 'code', 'validFrom'], { unique: true })
export class ClassificationEntryRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'classification_entry_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('text')
  code!: string;

  @Column('text')
  title!: string;

  @Column('date')
  validFrom!: string;

  @Column('date', { nullable: true })
  validTo!: string | null;

  /** Years that what is filed here is kept; 9999: for ever (AgID, Linee guida, Allegato 5). */
  @Column('integer', { nullable: true })
  retentionYears!: number | null;
}

/** A version of the titolario, by the act that approved it. Appended, never changed. */
@Entity('plan_version')
@Index('plan_version_day_key', ['aooId', 'validFrom'], { unique: true })
export class PlanVersionRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'plan_version_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('text')
  name!: string;

  @Column('text')
  actReference!: string;

  @Column('date')
  validFrom!: string;

  @Column('uuid', { nullable: true })
  publishedBy!: string | null;

  @Column('timestamptz')
  publishedAt!: Date;
}

const successorPkey = () => ({ primaryKeyConstraintName: 'plan_successor_pkey' });

/** Which entry of a version takes the place of one that it ended. Appended, never changed. */
@Entity('plan_successor')
export class PlanSuccessorRow {
  @PrimaryColumn('uuid', successorPkey())
  versionId!: string;

  @PrimaryColumn('text', successorPkey())
  fromCode!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('text')
  toCode!: string;
}

/** A day on which the AOO does not work beside Saturdays, Sundays and national holidays, such as the patron's. */
@Entity('holiday')
@Index('holiday_day_key', ['aooId', 'day'], { unique: true })
export class HolidayRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'holiday_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('date')
  day!: string;

  @Column('text')
  name!: string;
}

@Entity('mailbox')
@Index('mailbox_address_key', ['aooId', 'address'], { unique: true })
export class MailboxRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'mailbox_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('text')
  address!: string;
}

/** The AOO's electronic seal; `device` names the sealing device that holds its key. */
@Entity('seal')
export class SealRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'seal_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  device!: string | null;
}

export const organisationRows = [
  BodyRow,
  AooRow,
  SectorRow,
  OfficeRow,
  PersonRow,
  AppointmentRow,
  RegisterRow,
  ClassificationEntryRow,
  PlanVersionRow,
  PlanSuccessorRow,
  HolidayRow,
  MailboxRow,
  SealRow,
];
