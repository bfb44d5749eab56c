import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Refusal } from '@libro-firma/kernel';
import type { Direction } from '../../domain/registration';
import type { ImportEncoding } from '../../domain/register-start/import-columns';
import type { LineFault } from '../../domain/register-start/imported-entry';
import type { ImportState, RegisterImportReport } from '../../domain/register-start/register-import';

/** A file that holds the register of another system, and how far it is taken over. */
@Entity('register_import')
@Index('register_import_one_key', ['registerId'], {
  unique: true,
  where: `state IN ('LOADING', 'LOADED', 'SEALED')`,
})
@Check(
  'register_import_state_check',
  `state IN ('LOADING', 'LOADED', 'SEALED', 'REFUSED', 'ABANDONED', 'REPLACED')`,
)
export class RegisterImportRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'register_import_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  registerId!: string;

  @Column('text')
  state!: ImportState;

  @Column('text')
  fileName!: string;

  @Column('text')
  fileSha256!: string;

  @Column('bigint')
  size!: string;

  @Column('text')
  encoding!: ImportEncoding;

  /** Lines of the file that are dealt with, whether they were entries or not: where a load that broke off goes on. */
  @Column('integer', { default: 0 })
  linesDone!: number;

  @Column('integer', { default: 0 })
  taken!: number;

  /** Until when one process works on it alone. */
  @Column('timestamptz', { nullable: true })
  leaseUntil!: Date | null;

  /** False once nothing of it is left among the entries. */
  @Column('boolean', { default: true })
  holdsRows!: boolean;

  @Column('jsonb', { nullable: true })
  refusal!: Refusal | null;

  @Column('jsonb', { nullable: true })
  report!: RegisterImportReport | null;

  @Column('text', { nullable: true })
  findingsSha256!: string | null;

  @Column('text', { nullable: true })
  reportSha256!: string | null;

  @Column('uuid')
  importedBy!: string;

  @Column('timestamptz')
  receivedAt!: Date;

  @Column('timestamptz', { nullable: true })
  loadedAt!: Date | null;
}

const faultPkey = () => ({ primaryKeyConstraintName: 'register_import_fault_pkey' });

/** A line that says no entry, and why. */
@Entity('register_import_fault')
export class RegisterImportFaultRow {
  @PrimaryColumn('uuid', faultPkey())
  importId!: string;

  @PrimaryColumn('integer', faultPkey())
  line!: number;

  @Column('uuid')
  bodyId!: string;

  @Column('text')
  reason!: LineFault;
}

/** An entry as another system numbered it. The chain, the register of the day and every proof know nothing of it. */
@Entity('imported_registration')
@Index('imported_registration_place_key', ['registerId', 'year', 'number', 'line'], { unique: true })
@Index('imported_registration_words_idx', { synchronize: false })
@Check('imported_registration_number_check', 'number > 0')
@Check('imported_registration_direction_check', `direction IN ('INCOMING', 'OUTGOING', 'INTERNAL')`)
export class ImportedRegistrationRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'imported_registration_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  registerId!: string;

  @Column('uuid')
  importId!: string;

  /** Of the file, from 1 for the head. */
  @Column('integer')
  line!: number;

  @Column('integer')
  year!: number;

  @Column('integer')
  number!: number;

  @Column('date')
  registeredOn!: string;

  @Column('text', { nullable: true })
  registeredTime!: string | null;

  @Column('text')
  direction!: Direction;

  @Column('text')
  subject!: string;

  @Column('text', { array: true })
  senders!: string[];

  @Column('text', { array: true })
  recipients!: string[];

  @Column('text', { nullable: true })
  classificationCode!: string | null;

  @Column('text', { nullable: true })
  means!: string | null;

  @Column('text', { nullable: true })
  senderReference!: string | null;

  @Column('date', { nullable: true })
  senderReferenceDate!: string | null;

  @Column('date', { nullable: true })
  receivedOn!: string | null;

  @Column('uuid', { nullable: true })
  officeId!: string | null;

  @Column('text', { nullable: true })
  office!: string | null;

  @Column('text', { nullable: true })
  algorithm!: string | null;

  @Column('text', { nullable: true })
  hash!: string | null;

  @Column('boolean')
  annulled!: boolean;

  @Column('text', { nullable: true })
  annulmentAct!: string | null;

  @Column('boolean')
  reserved!: boolean;

  @Column('text', { nullable: true })
  notes!: string | null;

  @Column('tsvector', { select: false })
  words!: string;
}

/** With which number a register goes on from another one, by which act. The last decision counts; the first number ends them. */
@Entity('register_opening')
@Unique('register_opening_sequence_key', ['registerId', 'sequence'])
@Check('register_opening_number_check', 'first_number > 0')
@Check('register_opening_act_check', 'length(act_reference) > 0')
export class RegisterOpeningRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'register_opening_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  registerId!: string;

  @Column('integer')
  sequence!: number;

  @Column('integer')
  year!: number;

  @Column('integer')
  firstNumber!: number;

  @Column('text')
  actReference!: string;

  @Column('date')
  actDate!: string;

  @Column('uuid')
  decidedBy!: string;

  @Column('timestamptz')
  decidedAt!: Date;
}

export const registerStartRows = [
  RegisterImportRow,
  RegisterImportFaultRow,
  ImportedRegistrationRow,
  RegisterOpeningRow,
];
