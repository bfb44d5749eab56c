import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Direction } from '../domain/registration';

/** A new object for each column: TypeORM writes into the one that it is given. */
const filePkey = () => ({ primaryKeyConstraintName: 'registration_file_pkey' });

/** The hash of one file that a number is bound to. Appended, never changed. */
@Entity('registration_file')
@Check('registration_file_role_check', `role IN ('MAIN', 'ANNEX')`)
@Check('registration_file_hash_check', `algorithm <> 'SHA-256' OR octet_length(hash) = 32`)
export class RegistrationFileRow {
  @PrimaryColumn('uuid', filePkey())
  registrationId!: string;

  @PrimaryColumn('integer', filePkey())
  position!: number;

  @Column('uuid')
  bodyId!: string;

  @Column('text')
  role!: 'MAIN' | 'ANNEX';

  @Column('text')
  fileName!: string;

  @Column('text')
  mediaType!: string;

  /** As text: a bigint is wider than a JavaScript number. */
  @Column('bigint')
  size!: string;

  @Column('text')
  algorithm!: string;

  @Column('bytea')
  hash!: Buffer;

  @Column('uuid', { nullable: true })
  documentVersionId!: string | null;

  @Column('boolean')
  signed!: boolean;
}

/** The segnatura as it was made in the transaction of the number (art. 55 par. 2). */
@Entity('registration_segnatura')
export class RegistrationSegnaturaRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'registration_segnatura_pkey' })
  registrationId!: string;

  @Column('uuid')
  bodyId!: string;

  /** Version of the official schema that it follows. */
  @Column('text')
  version!: string;

  @Column('text')
  xml!: string;
}

/** The words by which a registration is found; no legal row, and read by the database's own function only. */
@Entity('registration_search')
@Index('registration_search_words_idx', { synchronize: false })
export class RegistrationSearchRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'registration_search_pkey' })
  registrationId!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  registerId!: string;

  @Column('integer')
  year!: number;

  @Column('integer')
  number!: number;

  @Column('text')
  direction!: Direction;

  @Column('tsvector')
  words!: string;
}
