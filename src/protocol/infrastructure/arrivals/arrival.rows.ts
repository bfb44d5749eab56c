import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ArrivalChannel, ArrivalHints, ArrivalState } from '../../domain/arrivals/arrival';

/** What reached the desk and waits for its number. Its own words are proposals; the registration is what counts. */
@Entity('arrival')
@Index('arrival_source_key', ['aooId', 'sourceKey'], { unique: true })
@Index('arrival_state_idx', ['aooId', 'state', 'id'])
@Check('arrival_state_check', `state IN ('WAITING', 'EXCLUDED', 'REGISTERED')`)
@Check('arrival_registered_check', `(state = 'REGISTERED') = (registration_id IS NOT NULL)`)
@Check('arrival_excluded_check', `(state = 'EXCLUDED') = (exclusion_id IS NOT NULL)`)
export class ArrivalRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'arrival_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('text')
  channel!: ArrivalChannel;

  /** Names what came, in the words of its channel: given again, it is the same arrival. */
  @Column('text')
  sourceKey!: string;

  /** What a person recognises it by, such as the name of the file. */
  @Column('text')
  title!: string;

  @Column('timestamptz')
  receivedAt!: Date;

  @Column('jsonb')
  hints!: ArrivalHints;

  @Column('uuid', { nullable: true })
  receivedBy!: string | null;

  @Column('text')
  state!: ArrivalState;

  @Column('integer')
  version!: number;

  @Column('uuid', { nullable: true })
  registrationId!: string | null;

  @Column('uuid', { nullable: true })
  exclusionId!: string | null;

  @Column('text', { nullable: true })
  exclusionNote!: string | null;
}

const filePkey = () => ({ primaryKeyConstraintName: 'arrival_file_pkey' });

/** A file of an arrival, in order; the first one is proposed as the main document. Appended, never changed. */
@Entity('arrival_file')
export class ArrivalFileRow {
  @PrimaryColumn('uuid', filePkey())
  arrivalId!: string;

  @PrimaryColumn('integer', filePkey())
  position!: number;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  documentId!: string;

  /** Position of the container that it was taken out of. */
  @Column('integer', { nullable: true })
  containerPosition!: number | null;

  /** Its path in the container. */
  @Column('text', { nullable: true })
  path!: string | null;

  /** Why a container could not be opened, or not wholly. */
  @Column('text', { nullable: true })
  note!: string | null;
}

const scanPkey = () => ({ primaryKeyConstraintName: 'file_scan_pkey' });

/** What an engine said of these bytes. No row: not scanned. Appended, never changed. */
@Entity('file_scan')
@Check('file_scan_outcome_check', `outcome IN ('CLEAN', 'INFECTED')`)
@Check('file_scan_threat_check', `(outcome = 'INFECTED') = (threat IS NOT NULL)`)
export class FileScanRow {
  @PrimaryColumn('uuid', scanPkey())
  bodyId!: string;

  @PrimaryColumn('text', scanPkey())
  sha256!: string;

  @Column('text')
  outcome!: 'CLEAN' | 'INFECTED';

  @Column('text', { nullable: true })
  threat!: string | null;

  @Column('text')
  engine!: string;

  @Column('timestamptz')
  scannedAt!: Date;
}

/** What a channel brought and was not taken in, and why. Appended, never changed. */
@Entity('intake_refusal')
@Index('intake_refusal_aoo_idx', ['aooId', 'id'])
export class IntakeRefusalRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'intake_refusal_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('text')
  channel!: ArrivalChannel;

  @Column('text')
  fileName!: string;

  @Column('text')
  code!: string;

  @Column('jsonb')
  text!: { it: string; en: string };

  @Column('timestamptz')
  at!: Date;
}

/** What the AOO does not register, and why (DPR 445/2000 art. 53 par. 5). It ends on a day, and is never deleted. */
@Entity('exclusion')
@Index('exclusion_code_key', ['aooId', 'code'], { unique: true })
export class ExclusionRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'exclusion_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('text')
  code!: string;

  @Column('text')
  title!: string;

  @Column('text')
  reason!: string;

  @Column('date')
  validFrom!: string;

  @Column('date', { nullable: true })
  validTo!: string | null;

  @Column('integer')
  version!: number;
}

export const arrivalRows = [ArrivalRow, ArrivalFileRow, FileScanRow, IntakeRefusalRow, ExclusionRow];
