import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A report that was sealed; its bytes are in the object store. */
@Entity('verification_report')
export class VerificationReportRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'verification_report_pkey' })
  runId!: string;

  /** `etsi`, `pdf-it`, `pdf-en`. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'verification_report_pkey' })
  form!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('text')
  sha256!: string;

  @Column('text')
  level!: string;

  @Column('timestamptz')
  sealedAt!: Date;
}
