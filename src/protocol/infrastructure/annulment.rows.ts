import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AnnulmentScope, Correction } from '../domain/annulment';

/** What an operator asks to annul, and why. Appended, never changed. */
@Entity('annulment_request')
@Index('annulment_request_registration_idx', ['registrationId'])
@Check('annulment_request_scope_check', `scope IN ('WHOLE', 'DATA')`)
export class AnnulmentRequestRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'annulment_request_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  registrationId!: string;

  @Column('text')
  scope!: AnnulmentScope;

  @Column('jsonb')
  corrections!: Correction[];

  @Column('text')
  reason!: string;

  @Column('uuid')
  askedBy!: string;

  @Column('timestamptz')
  askedAt!: Date;
}

/** What the records manager decided, with the act that authorises it (art. 54 par. 2, art. 61 par. 3 g). Never changed. */
@Entity('annulment_decision')
@Index('annulment_decision_whole_key', ['registrationId'], {
  unique: true,
  where: `granted AND scope = 'WHOLE'`,
})
@Index('annulment_decision_day_idx', ['bodyId', 'decidedOn'])
@Check('annulment_decision_act_check', 'NOT granted OR length(act_reference) > 0')
export class AnnulmentDecisionRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'annulment_decision_pkey' })
  requestId!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  registrationId!: string;

  @Column('text')
  scope!: AnnulmentScope;

  @Column('boolean')
  granted!: boolean;

  @Column('text', { nullable: true })
  actReference!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('uuid')
  decidedBy!: string;

  @Column('timestamptz')
  decidedAt!: Date;

  /** Legal day: the daily register of this day tells of it. */
  @Column('date')
  decidedOn!: string;
}
