import type { PreparedPadesJson } from '@libro-firma/signature';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { NumberPart } from '../domain/dossier-parts';

/** The bytes that print a number, and what they were made of. */
export interface PrintedNumber {
  readonly baseSha256: string;
  readonly certificateSha256: string;
  readonly prepared: PreparedPadesJson;
}

/** A number that an act asked for: first the intent, under its key, then what the register committed. */
@Entity('request_number')
@Index('request_number_key_key', ['key'], { unique: true })
@Index('request_number_request_idx', ['requestId', 'revision'])
@Index('request_number_registration_key', ['registrationId'], { unique: true })
@Index('request_number_left_idx', ['aooId', 'askedAt'], {
  where: 'left_because IS NOT NULL AND annulled_at IS NULL',
})
export class RequestNumberRow implements NumberPart {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'request_number_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  requestId!: string;

  @Column('integer')
  revision!: number;

  /** `PROTOCOL`, or the id of a repertory. */
  @Column('text')
  register!: string;

  /** The automatic step that asked; null for a number after the route. */
  @Column('uuid', { nullable: true })
  stepId!: string | null;

  @Column('text')
  key!: string;

  @Column('timestamptz')
  askedAt!: Date;

  /** The annulled registration whose act is registered again. */
  @Column('uuid', { nullable: true })
  againOf!: string | null;

  @Column('uuid', { nullable: true })
  registrationId!: string | null;

  @Column('text', { nullable: true })
  number!: string | null;

  @Column('date', { nullable: true })
  registeredOn!: string | null;

  @Column('timestamptz', { nullable: true })
  annulledAt!: Date | null;

  /** Order B: what was prepared for the signature that prints it, for another try on the same day. */
  @Column('jsonb', { nullable: true })
  printed!: PrintedNumber | null;

  /** Why its act left the route with the number on it; the entry stands, and a person decides what becomes of it. */
  @Column('text', { nullable: true })
  leftBecause!: string | null;
}
