import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Which key of which device a person signs with; one at a time, and the earlier ones stay readable. */
@Entity('signing_enrolment')
@Index('signing_enrolment_person_key', ['personId'], { unique: true, where: 'ended_at IS NULL' })
export class SigningEnrolmentRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'signing_enrolment_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  personId!: string;

  @Column('text')
  deviceId!: string;

  @Column('text')
  credentialId!: string;

  @Column('text')
  certificateSha256!: string;

  @Column('text')
  holder!: string;

  @Column('text')
  issuer!: string;

  @Column('timestamptz')
  validTo!: Date;

  @Column('integer')
  version!: number;

  @Column('timestamptz')
  createdAt!: Date;

  /** When the certificate was last looked at without its holder, and the code of what was found wrong. */
  @Column('timestamptz', { nullable: true })
  checkedAt!: Date | null;

  @Column('text', { nullable: true })
  problem!: string | null;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;
}
