import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Correspondent, CorrespondentKind } from '../../domain/registration';

/** Whom the AOO corresponds with, as it is known today. Registrations keep what they said: this row is a proposal. */
@Entity('correspondent')
@Index('correspondent_tax_key_idx', ['aooId', 'taxKey'])
@Index('correspondent_ipa_key_idx', ['aooId', 'ipaKey'])
@Index('correspondent_name_idx', ['aooId', 'name', 'id'])
@Index('correspondent_words_idx', { synchronize: false })
export class CorrespondentRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'correspondent_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('text')
  kind!: CorrespondentKind;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  familyName!: string | null;

  @Column('text', { nullable: true })
  taxCode!: string | null;

  @Column('text', { nullable: true })
  taxKey!: string | null;

  @Column('text', { nullable: true })
  ipaCode!: string | null;

  @Column('text', { nullable: true })
  ipaKey!: string | null;

  @Column('text', { nullable: true })
  aooCode!: string | null;

  @Column('text', { nullable: true })
  email!: string | null;

  /** Folded words that it is found by. */
  @Column('text')
  words!: string;

  @Column('integer')
  version!: number;

  /** The one that took its place, when two were the same. */
  @Column('uuid', { nullable: true })
  mergedInto!: string | null;
}

const versionPkey = () => ({ primaryKeyConstraintName: 'correspondent_version_pkey' });

/** What was known of a correspondent from one change to the next. Appended, never changed. */
@Entity('correspondent_version')
export class CorrespondentVersionRow {
  @PrimaryColumn('uuid', versionPkey())
  correspondentId!: string;

  @PrimaryColumn('integer', versionPkey())
  version!: number;

  @Column('uuid')
  bodyId!: string;

  @Column('jsonb')
  known!: Correspondent;

  @Column('text')
  reason!: string;

  @Column('uuid', { nullable: true })
  changedBy!: string | null;

  @Column('timestamptz')
  changedAt!: Date;
}

export const correspondentRows = [CorrespondentRow, CorrespondentVersionRow];
