import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An image of a paper document that was registered before, with the officer's attestation. Appended, never changed. */
@Entity('registration_copy')
@Index('registration_copy_registration_idx', ['registrationId', 'id'])
@Check('registration_copy_hash_check', 'octet_length(sha256) = 32')
export class RegistrationCopyRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'registration_copy_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  registrationId!: string;

  /** Which document of the registration it is an image of. */
  @Column('integer')
  position!: number;

  @Column('uuid')
  documentVersionId!: string;

  @Column('text')
  fileName!: string;

  @Column('bytea')
  sha256!: Buffer;

  @Column('text')
  attestation!: string;

  @Column('uuid')
  attestedBy!: string;

  @Column('timestamptz')
  attestedAt!: Date;
}
