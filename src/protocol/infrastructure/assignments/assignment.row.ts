import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AssignmentKind, AssignmentState } from '../../domain/assignments/assignment';

/** To whom an entry was assigned, and what became of it; never deleted (AgID, Linee guida 3.1.6). */
@Entity('assignment')
@Index('assignment_registration_idx', ['registrationId'])
@Index('assignment_person_idx', ['personId', 'id'], { where: 'person_id IS NOT NULL' })
@Index('assignment_office_idx', ['officeId', 'id'], { where: 'person_id IS NULL' })
@Check('assignment_kind_check', `kind IN ('COMPETENCE', 'KNOWLEDGE')`)
@Check('assignment_state_check', `state IN ('PENDING', 'ACCEPTED', 'REFUSED', 'WITHDRAWN')`)
export class AssignmentRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'assignment_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  registrationId!: string;

  @Column('text')
  kind!: AssignmentKind;

  @Column('uuid')
  officeId!: string;

  /** Null: the office as a whole. */
  @Column('uuid', { nullable: true })
  personId!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('text')
  state!: AssignmentState;

  @Column('uuid', { nullable: true })
  assignedBy!: string | null;

  @Column('timestamptz')
  assignedAt!: Date;

  @Column('uuid', { nullable: true })
  decidedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt!: Date | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('integer')
  version!: number;
}
