import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Emergency } from '../domain/emergency/emergency';
import type { Correspondent, Deferral, Direction } from '../domain/registration';
import type { RegistrationForm } from '../domain/registration-hash';

/** A new object for each column: TypeORM writes into the one that it is given. */
const pkey = () => ({ primaryKeyConstraintName: 'registration_pkey' });

/** One entry of a register (DPR 445/2000 art. 53). Appended by the numbering transaction alone, never changed. */
@Entity('registration')
@Index('registration_id_key', ['id'], { unique: true })
@Index('registration_key_key', ['aooId', 'key'], { unique: true })
@Index('registration_again_of_key', ['againOf'], { unique: true, where: 'again_of IS NOT NULL' })
@Index('registration_emergency_key', { synchronize: false })
@Check('registration_number_check', 'number > 0')
@Check('registration_direction_check', `direction IN ('INCOMING', 'OUTGOING', 'INTERNAL')`)
export class RegistrationRow {
  @PrimaryColumn('uuid', pkey())
  bodyId!: string;

  @PrimaryColumn('uuid', pkey())
  aooId!: string;

  @PrimaryColumn('uuid', pkey())
  registerId!: string;

  /** Solar year in Europe/Rome; numbers restart with it (art. 57). */
  @PrimaryColumn('integer', pkey())
  year!: number;

  @PrimaryColumn('integer', pkey())
  number!: number;

  @Column('uuid')
  id!: string;

  @Column('text')
  registerCode!: string;

  @Column('timestamptz')
  registeredAt!: Date;

  @Column('date')
  registeredOn!: string;

  @Column('text')
  direction!: Direction;

  @Column('text')
  subject!: string;

  @Column('jsonb', { nullable: true })
  sender!: Correspondent | null;

  @Column('jsonb')
  recipients!: Correspondent[];

  /** As it was at registration; what it becomes later stands in rows of its own. */
  @Column('text')
  classificationCode!: string;

  @Column('text', { nullable: true })
  means!: string | null;

  @Column('text', { nullable: true })
  senderReference!: string | null;

  @Column('date', { nullable: true })
  receivedOn!: string | null;

  @Column('uuid', { nullable: true })
  operatorId!: string | null;

  @Column('uuid', { nullable: true })
  officeId!: string | null;

  /** Idempotency key of whoever asked for the number. */
  @Column('text')
  key!: string;

  /** Which canonical form `hash` is of. */
  @Column('text')
  form!: RegistrationForm;

  /** Who sent it together with `sender`. */
  @Column('jsonb', { default: [] })
  furtherSenders!: Correspondent[];

  @Column('text', { nullable: true })
  messageId!: string | null;

  @Column('date', { nullable: true })
  senderReferenceDate!: string | null;

  @Column('jsonb', { nullable: true })
  deferral!: Deferral | null;

  /** As it was at registration; who may see it since then stands in rows of its own. */
  @Column('boolean', { default: false })
  reserved!: boolean;

  @Column('jsonb', { nullable: true })
  emergency!: Emergency | null;

  /** The annulled registration whose document is registered again here. */
  @Column('uuid', { nullable: true })
  againOf!: string | null;

  /** The main file's hash is the digest that was about to be signed; the final one stands in the completion. */
  @Column('boolean', { default: false })
  isOpen!: boolean;

  /** Form 2: hash of the names that the segnatura is rendered with. Form 1: of its XML, as it was made with the number. */
  @Column('bytea')
  segnaturaHash!: Buffer;

  /** Hash of the entry before it in the same register, across years. */
  @Column('bytea')
  previousHash!: Buffer;

  @Column('bytea')
  hash!: Buffer;
}
