import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ImportReport } from '../../domain/emergency/emergency-file';

/** A desk that registers while the service is down; its prefix makes its numbers its own. */
@Entity('emergency_station')
@Unique('emergency_station_prefix_key', ['aooId', 'prefix'])
export class EmergencyStationRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'emergency_station_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('text')
  prefix!: string;

  @Column('text')
  name!: string;

  @Column('uuid')
  createdBy!: string;

  @Column('timestamptz')
  createdAt!: Date;
}

/** A form that was made for a station. Only the public half of its key is here: the other is in the form alone. */
@Entity('emergency_form')
export class EmergencyFormRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'emergency_form_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  stationId!: string;

  /** SubjectPublicKeyInfo, DER. */
  @Column('bytea')
  publicKey!: Buffer;

  @Column('uuid')
  issuedBy!: string;

  @Column('timestamptz')
  issuedAt!: Date;
}

/** From when the register was used, and why (art. 63 par. 1). */
@Entity('emergency_opening')
@Index('emergency_opening_aoo_idx', ['aooId', 'openedAt'])
export class EmergencyOpeningRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'emergency_opening_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('text')
  cause!: string;

  @Column('timestamptz')
  openedAt!: Date;

  @Column('uuid')
  openedBy!: string;

  /** When the service was told. */
  @Column('timestamptz')
  notedAt!: Date;
}

const periodPkey = () => ({ primaryKeyConstraintName: 'emergency_period_pkey' });

/** The act that authorises it, and until when: 24 hours, then at most a week for each further act (art. 63 par. 2). */
@Entity('emergency_period')
@Check('emergency_period_act_check', 'length(act_reference) > 0')
export class EmergencyPeriodRow {
  @PrimaryColumn('uuid', periodPkey())
  openingId!: string;

  @PrimaryColumn('integer', periodPkey())
  sequence!: number;

  @Column('uuid')
  bodyId!: string;

  @Column('text')
  actReference!: string;

  @Column('timestamptz')
  until!: Date;

  @Column('uuid')
  decidedBy!: string;

  @Column('timestamptz')
  notedAt!: Date;
}

@Entity('emergency_closing')
export class EmergencyClosingRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'emergency_closing_pkey' })
  openingId!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('timestamptz')
  closedAt!: Date;

  @Column('uuid')
  closedBy!: string;

  @Column('timestamptz')
  notedAt!: Date;
}

/** A file of a station that is taken over: begun before the first ordinary number, ended by its result. */
@Entity('emergency_import')
@Unique('emergency_import_once_key', ['formId', 'payloadSha256'])
@Check('emergency_import_range_check', 'first_number BETWEEN 1 AND last_number')
export class EmergencyImportRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'emergency_import_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  formId!: string;

  @Column('uuid')
  openingId!: string;

  @Column('bytea')
  payloadSha256!: Buffer;

  @Column('integer')
  firstNumber!: number;

  @Column('integer')
  lastNumber!: number;

  @Column('uuid')
  importedBy!: string;

  @Column('timestamptz')
  begunAt!: Date;
}

@Entity('emergency_import_result')
export class EmergencyImportResultRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'emergency_import_result_pkey' })
  importId!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('jsonb')
  report!: ImportReport;

  @Column('timestamptz')
  endedAt!: Date;
}

export const emergencyRows = [
  EmergencyStationRow,
  EmergencyFormRow,
  EmergencyOpeningRow,
  EmergencyPeriodRow,
  EmergencyClosingRow,
  EmergencyImportRow,
  EmergencyImportResultRow,
];
