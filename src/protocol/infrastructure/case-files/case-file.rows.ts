import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type {
  AggregationKind,
  CaseFileState,
  CaseFileType,
  Holder,
  Procedure,
} from '../../domain/case-files/case-file';

/** A case file, a sub-file or a series, with the metadata of the AgID guidelines, Allegato 5. */
@Entity('case_file')
@Index('case_file_number_key', { synchronize: false })
@Index('case_file_yearly_key', ['aooId', 'year', 'classificationCode'], { unique: true, where: 'yearly' })
@Index('case_file_class_idx', ['aooId', 'classificationCode', 'year'])
@Index('case_file_parent_idx', ['parentId'])
@Check('case_file_type_check', `(kind = 'CASE_FILE') = (type IS NOT NULL)`)
@Check('case_file_state_check', `state IN ('OPEN', 'CLOSED')`)
@Check('case_file_closed_check', `(state = 'CLOSED') = (closed_on IS NOT NULL)`)
export class CaseFileRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'case_file_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('text')
  kind!: AggregationKind;

  @Column('text', { nullable: true })
  type!: CaseFileType | null;

  @Column('text')
  classificationCode!: string;

  @Column('integer')
  year!: number;

  /** Progressive in the year and class; of a sub-file, in its case file. */
  @Column('integer')
  progressive!: number;

  @Column('uuid', { nullable: true })
  parentId!: string | null;

  @Column('text')
  subject!: string;

  /** The office that holds it. */
  @Column('uuid', { nullable: true })
  officeId!: string | null;

  /** Who answers for it (RUP). */
  @Column('uuid', { nullable: true })
  responsibleId!: string | null;

  @Column('jsonb', { nullable: true })
  holder!: Holder | null;

  /** Other public bodies that take part (CAD art. 41 par. 2-ter). */
  @Column('jsonb')
  participants!: { readonly name: string; readonly ipaCode?: string }[];

  @Column('jsonb', { nullable: true })
  procedure!: Procedure | null;

  @Column('date')
  openedOn!: string;

  @Column('date', { nullable: true })
  closedOn!: string | null;

  @Column('integer', { nullable: true })
  retentionYears!: number | null;

  /** Where its paper is kept. */
  @Column('text', { nullable: true })
  place!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  /** Persons and offices that may open it; null when it is not reserved. */
  @Column('uuid', { array: true, nullable: true })
  readers!: string[] | null;

  /** The series of a class and year that takes what nobody filed. */
  @Column('boolean')
  yearly!: boolean;

  @Column('text')
  state!: CaseFileState;

  @Column('integer')
  version!: number;
}

const contentPkey = () => ({ primaryKeyConstraintName: 'case_file_content_pkey' });

/** What is in a case file now; what was filed and taken out is told by the journal of the registration. */
@Entity('case_file_content')
@Index('case_file_content_file_idx', ['caseFileId', 'filedAt', 'registrationId'])
export class CaseFileContentRow {
  @PrimaryColumn('uuid', contentPkey())
  registrationId!: string;

  @PrimaryColumn('uuid', contentPkey())
  caseFileId!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('timestamptz')
  filedAt!: Date;

  /** Null when a rule filed it. */
  @Column('uuid', { nullable: true })
  filedBy!: string | null;

  @Column('uuid', { nullable: true })
  ruleId!: string | null;
}

/** What waits to be filed: written after the number together with the rows to search by, gone when it is filed. */
@Entity('registration_unfiled')
@Index('registration_unfiled_aoo_idx', ['aooId', 'registrationId'])
@Index('registration_unfiled_rules_idx', ['bodyId', 'registrationId'], { where: 'NOT ruled' })
export class RegistrationUnfiledRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'registration_unfiled_pkey' })
  registrationId!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  /** True once the rules were asked and none took it. */
  @Column('boolean')
  ruled!: boolean;
}

export const caseFileRows = [CaseFileRow, CaseFileContentRow, RegistrationUnfiledRow];
