import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The register of one day of an AOO, closed for ever; also of a day without entries. */
@Entity('daily_register')
@Index('daily_register_day_key', ['registerId', 'day'], { unique: true })
@Index('daily_register_progressive_key', ['registerId', 'year', 'progressive'], { unique: true })
export class DailyRegisterRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'daily_register_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  registerId!: string;

  @Column('date')
  day!: string;

  /** Of its year. */
  @Column('integer')
  progressive!: number;

  @Column('text')
  identifier!: string;

  @Column('integer')
  year!: number;

  @Column('integer', { nullable: true })
  firstNumber!: number | null;

  @Column('integer', { nullable: true })
  lastNumber!: number | null;

  /** The last entry of this day or, without one, of the day before: where the next day begins. */
  @Column('integer')
  throughYear!: number;

  @Column('integer')
  throughNumber!: number;

  @Column('integer')
  entryCount!: number;

  /** Root over salted leaves of its entries in their order. */
  @Column('bytea')
  merkleRoot!: Buffer;

  @Column('text')
  jsonSha256!: string;

  @Column('text')
  pdfSha256!: string;

  /** Our clock less the database's when the day was closed. */
  @Column('integer')
  clockOffsetMs!: number;

  /** The working day by whose end it is ready for preservation. */
  @Column('date')
  dueOn!: string;

  @Column('timestamptz')
  closedAt!: Date;
}

/** A token over the root of a day (RFC 3161). */
@Entity('daily_register_timestamp')
export class DailyRegisterTimestampRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'daily_register_timestamp_pkey' })
  dailyRegisterId!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('bytea')
  token!: Buffer;

  @Column('timestamptz')
  stampedAt!: Date;
}

/** A day with the body's seal: for people (PAdES) and for machines (XAdES). */
@Entity('daily_register_seal')
export class DailyRegisterSealRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'daily_register_seal_pkey' })
  dailyRegisterId!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('text')
  pdfSha256!: string;

  @Column('text')
  xmlSha256!: string;

  @Column('text')
  level!: 'B-B' | 'B-T';

  @Column('text')
  certificateSha256!: string;

  @Column('timestamptz')
  sealedAt!: Date;
}
