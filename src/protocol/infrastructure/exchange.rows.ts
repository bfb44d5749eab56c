import type {
  Anomaly,
  Edition,
  MessageKind,
  ReceivedMessage,
  ReceivedSegnatura,
} from '@libro-firma/segnatura';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** The segnatura that came with an incoming document, kept beside ours as it was read. Appended, never changed. */
@Entity('received_segnatura')
@Index('received_segnatura_number_idx', { synchronize: false })
export class ReceivedSegnaturaRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'received_segnatura_pkey' })
  registrationId!: string;

  @Column('uuid')
  bodyId!: string;

  /** Of its bytes, which are in the object store. */
  @Column('text')
  sha256!: string;

  @Column('text')
  edition!: Edition;

  @Column('jsonb')
  content!: ReceivedSegnatura;

  @Column('jsonb')
  anomalies!: Anomaly[];

  /** What the verifier said of its seal; null where it bears none. */
  @Column('text', { nullable: true })
  sealConclusion!: string | null;

  @Column('uuid')
  keptBy!: string;

  @Column('timestamptz')
  keptAt!: Date;
}

/** A confirmation, update, exception or annulment, sent to another office or received from it. Appended, never changed. */
@Entity('protocol_message')
@Index('protocol_message_number_idx', { synchronize: false })
@Check('protocol_message_direction_check', `direction IN ('SENT', 'RECEIVED')`)
@Unique('protocol_message_once_key', ['registrationId', 'direction', 'sha256'])
export class ProtocolMessageRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'protocol_message_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  /** Ours, that it is about. */
  @Column('uuid')
  registrationId!: string;

  @Column('text')
  direction!: 'SENT' | 'RECEIVED';

  @Column('text')
  kind!: MessageKind;

  @Column('text')
  edition!: Edition;

  @Column('text')
  sha256!: string;

  @Column('jsonb')
  content!: ReceivedMessage;

  @Column('uuid')
  notedBy!: string;

  @Column('timestamptz')
  notedAt!: Date;
}

/** A segnatura with the body's seal: the only one that may leave (allegato 6 §2). */
@Entity('segnatura_seal')
export class SegnaturaSealRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'segnatura_seal_pkey' })
  registrationId!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('text')
  sha256!: string;

  @Column('text')
  level!: 'B-B' | 'B-T';

  @Column('text')
  certificateSha256!: string;

  @Column('timestamptz')
  sealedAt!: Date;
}
