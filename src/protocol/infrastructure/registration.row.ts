import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Correspondent, Direction } from '../domain/registration';

/** A new object for each column: TypeORM writes into the one that it is given. */
const pkey = () => ({ primaryKeyConstraintName: 'registration_pkey' });

/** One entry of a register (DPR 445/2000 art. 53). Appended by the numbering transaction alone, never changed. */
@Entity('registration')
@Index('registration_id_key', ['id'], { unique: true })
@Index('registration_key_key', ['aooId', 'key'], { unique: true })
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

  /** SHA-256 of the segnatura's XML as it was made with the number. */
  @Column('bytea')
  segnaturaHash!: Buffer;

  /** Hash of the entry before it in the same register, across years. */
  @Column('bytea')
  previousHash!: Buffer;

  @Column('bytea')
  hash!: Buffer;
}
