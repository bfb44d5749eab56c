import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CopyKind, StampedSigner } from '../domain/stamp';

/**
 * The copy of a signed act, or of what was registered at the desk, and the code under which anybody can ask about it.
 * Appended, never changed.
 */
@Entity('copy')
@Index('copy_edition_key', ['requestId', 'edition'], { unique: true })
@Index('copy_registration_key', ['registrationId'], { unique: true })
@Check('copy_of_one_check', 'num_nonnulls(request_id, registration_id) = 1')
@Index('copy_code_key', ['code'], { unique: true })
export class CopyRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'copy_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid', { nullable: true })
  requestId!: string | null;

  /** Of what came to its number without a signing request. */
  @Column('uuid', { nullable: true })
  registrationId!: string | null;

  /** Of the act: one copy for each state in which it is copied anew, such as with a later number. */
  @Column('integer')
  edition!: number;

  @Column('text')
  sha256!: string;

  @Column({
    type: 'bigint',
    transformer: { to: (value: number) => value, from: (value: string) => Number(value) },
  })
  size!: number;

  @Column('text')
  code!: string;

  /** Of the main document, signed or as it was registered, which the copy never touched. */
  @Column('text')
  signedSha256!: string;

  /** `STAMPED`: every page bears the stamp; `COVER`: the file could not be redrawn and one page speaks for it. */
  @Column('text')
  kind!: CopyKind;

  /** Of a copy of a registration, as its stamp names them; of an act its request tells. */
  @Column('jsonb', { nullable: true })
  signers!: readonly StampedSigner[] | null;

  @Column('timestamptz')
  createdAt!: Date;
}

/** Which copy goes on paper to the recipient of a dispatch. Appended, never changed. */
@Entity('dispatch_copy')
export class DispatchCopyRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'dispatch_copy_pkey' })
  dispatchId!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  copyId!: string;
}
