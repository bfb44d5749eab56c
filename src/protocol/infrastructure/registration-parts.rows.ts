import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { FileFlag, Medium } from '../domain/registration';
import type { SegnaturaNames } from '../domain/segnatura-names';

/** A new object for each column: TypeORM writes into the one that it is given. */
const filePkey = () => ({ primaryKeyConstraintName: 'registration_file_pkey' });

/** The hash of one file that a number is bound to. Appended, never changed. */
@Entity('registration_file')
@Check('registration_file_role_check', `role IN ('MAIN', 'ANNEX')`)
@Check('registration_file_medium_check', `medium IN ('DIGITAL', 'PAPER', 'OBJECT')`)
@Check('registration_file_bytes_check', `(medium = 'DIGITAL') = (hash IS NOT NULL)`)
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

  /** Null for paper and objects. */
  @Column('bytea', { nullable: true })
  hash!: Buffer | null;

  @Column('uuid', { nullable: true })
  documentVersionId!: string | null;

  @Column('boolean')
  signed!: boolean;

  @Column('text', { default: 'DIGITAL' })
  medium!: Medium;

  @Column('text', { nullable: true })
  description!: string | null;

  @Column('integer', { nullable: true })
  sheets!: number | null;

  @Column('text', { nullable: true })
  place!: string | null;

  @Column('text', { array: true, default: [] })
  flags!: FileFlag[];
}

/** The segnatura of an entry of form 1, as it was made with its number; that of later forms is rendered from their rows. */
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

/** The names that segnature are rendered with, as they were at the time: the same bytes each time (art. 55). */
@Entity('segnatura_names')
export class SegnaturaNamesRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'segnatura_names_pkey' })
  bodyId!: string;

  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'segnatura_names_pkey' })
  hash!: Buffer;

  @Column('jsonb')
  names!: SegnaturaNames;
}

/** The final bytes of an entry whose number is printed in the act: those that were about to be signed, and the signature. */
@Entity('registration_completion')
@Check('registration_completion_hash_check', 'octet_length(sha256) = 32')
export class RegistrationCompletionRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'registration_completion_pkey' })
  registrationId!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('bytea')
  sha256!: Buffer;

  /** As text: a bigint is wider than a JavaScript number. */
  @Column('bigint')
  size!: string;

  @Column('uuid', { nullable: true })
  documentVersionId!: string | null;

  @Column('timestamptz')
  completedAt!: Date;
}

const reservationPkey = () => ({ primaryKeyConstraintName: 'registration_reservation_pkey' });

/** Who may open a reserved entry, from one decision to the next; the first one is made with the number. */
@Entity('registration_reservation')
export class RegistrationReservationRow {
  @PrimaryColumn('uuid', reservationPkey())
  registrationId!: string;

  @PrimaryColumn('integer', reservationPkey())
  sequence!: number;

  @Column('uuid')
  bodyId!: string;

  @Column('boolean')
  reserved!: boolean;

  @Column('uuid', { array: true })
  personIds!: string[];

  @Column('uuid', { array: true })
  officeIds!: string[];

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('uuid', { nullable: true })
  decidedBy!: string | null;

  @Column('timestamptz')
  decidedAt!: Date;
}
