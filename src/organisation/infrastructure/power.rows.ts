import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A written power to act in somebody's place, with bounds; never delegable further. It ends with its giver's own power. */
@Entity('delegation')
@Index('delegation_delegate_idx', ['delegateId', 'validTo'])
@Index('delegation_delegator_idx', ['delegatorId', 'validTo'])
export class DelegationRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'delegation_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  delegatorId!: string;

  @Column('uuid')
  delegateId!: string;

  @Column('text')
  actReference!: string;

  @Column('text')
  reason!: string;

  /** Kinds of steps that it covers. */
  @Column('text', { array: true })
  kinds!: string[];

  /** Types of documents that it covers; null: all. */
  @Column('uuid', { array: true, nullable: true })
  documentTypeIds!: string[] | null;

  @Column('numeric', { precision: 14, scale: 2, nullable: true })
  amountLimit!: string | null;

  @Column('date')
  validFrom!: string;

  @Column('date')
  validTo!: string;

  @Column('uuid')
  enteredBy!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('integer')
  version!: number;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;

  @Column('uuid', { nullable: true })
  revokedBy!: string | null;

  @Column('text', { nullable: true })
  revocationReason!: string | null;
}

/** Days on which a person is away. */
@Entity('absence')
@Index('absence_person_idx', ['personId', 'validTo'])
export class AbsenceRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'absence_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  personId!: string;

  @Column('text')
  reason!: string;

  @Column('date')
  validFrom!: string;

  @Column('date')
  validTo!: string;

  @Column('uuid')
  enteredBy!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('integer')
  version!: number;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;
}

/** Who stands in for a person who is away; the first of the order who is not away himself. */
@Entity('substitute')
@Index('substitute_person_idx', ['personId', 'position'])
@Index('substitute_substitute_idx', ['substituteId'])
export class SubstituteRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'substitute_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  personId!: string;

  @Column('uuid')
  substituteId!: string;

  @Column('integer')
  position!: number;

  @Column('text')
  actReference!: string;

  @Column('date')
  validFrom!: string;

  @Column('date', { nullable: true })
  validTo!: string | null;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;
}

export const powerRows = [DelegationRow, AbsenceRow, SubstituteRow];
