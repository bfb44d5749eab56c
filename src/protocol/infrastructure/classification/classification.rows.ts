import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

const classPkey = () => ({ primaryKeyConstraintName: 'registration_class_pkey' });

/** The class of an entry from one decision to the next; the first one stands in the registration itself. Never changed. */
@Entity('registration_class')
export class RegistrationClassRow {
  @PrimaryColumn('uuid', classPkey())
  registrationId!: string;

  @PrimaryColumn('integer', classPkey())
  sequence!: number;

  @Column('uuid')
  bodyId!: string;

  @Column('text')
  classificationCode!: string;

  @Column('text')
  reason!: string;

  @Column('uuid', { nullable: true })
  decidedBy!: string | null;

  @Column('timestamptz')
  decidedAt!: Date;
}

/** What is known of how a registration came about and is no legal datum: it serves proposals and rules. */
@Entity('registration_circumstance')
export class RegistrationCircumstanceRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'registration_circumstance_pkey' })
  registrationId!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('text', { nullable: true })
  documentType!: string | null;

  @Column('text', { nullable: true })
  mailbox!: string | null;

  @Column('uuid', { nullable: true })
  arrivalId!: string | null;
}

/**
 * What the desk does by itself: proposes a class to documents that are like this, or files them. A condition that is
 * null asks nothing.
 */
@Entity('desk_rule')
@Index('desk_rule_aoo_idx', ['aooId', 'position'])
@Check('desk_rule_target_check', `file_into IS NULL OR file_into IN ('CASE_FILE', 'YEARLY_SERIES')`)
@Check('desk_rule_case_file_check', `(file_into = 'CASE_FILE') = (case_file_id IS NOT NULL)`)
@Check('desk_rule_effect_check', 'propose_class IS NOT NULL OR file_into IS NOT NULL')
export class DeskRuleRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'desk_rule_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('integer')
  position!: number;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  documentType!: string | null;

  @Column('text', { nullable: true })
  means!: string | null;

  @Column('text', { nullable: true })
  mailbox!: string | null;

  @Column('text', { nullable: true })
  classificationCode!: string | null;

  /** Folded words that the subject has, all of them. */
  @Column('text', { nullable: true })
  words!: string | null;

  @Column('text', { nullable: true })
  proposeClass!: string | null;

  @Column('text', { nullable: true })
  fileInto!: 'CASE_FILE' | 'YEARLY_SERIES' | null;

  @Column('uuid', { nullable: true })
  caseFileId!: string | null;

  @Column('boolean')
  inForce!: boolean;
}

export const classificationRows = [RegistrationClassRow, RegistrationCircumstanceRow, DeskRuleRow];
