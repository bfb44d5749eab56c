import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What a registration is compared with others by; written after the number, together with the rows to search by, so that
 * numbering pays nothing for it. It can be made again from the register at any time.
 */
@Entity('registration_trace')
@Index('registration_trace_counterpart_idx', ['aooId', 'counterpartKey', 'registeredOn'])
@Index('registration_trace_message_idx', ['aooId', 'messageId'])
@Index('registration_trace_hashes_idx', { synchronize: false })
@Index('registration_trace_subject_idx', { synchronize: false })
export class RegistrationTraceRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'registration_trace_pkey' })
  registrationId!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('date')
  registeredOn!: string;

  @Column('text')
  direction!: string;

  @Column('text', { nullable: true })
  counterpartKey!: string | null;

  @Column('text', { nullable: true })
  messageId!: string | null;

  @Column('text', { nullable: true })
  referenceKey!: string | null;

  @Column('text')
  subject!: string;

  @Column('text')
  classificationCode!: string;

  @Column('text', { nullable: true })
  means!: string | null;

  @Column('text', { array: true })
  hashes!: string[];

  /** Of a reserved entry nothing is proposed to anybody. */
  @Column('boolean')
  reserved!: boolean;
}
