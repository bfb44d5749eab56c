import type { PreparedPadesJson } from '@libro-firma/signature';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Container } from '../domain/elsewhere/containers';
import type { BatchState, ItemState } from '../domain/batch.states';

export interface BatchDevice {
  readonly id: string;
  readonly name: string;
  readonly credentialId: string;
  readonly asks: { readonly pin: boolean; readonly otp: 'NONE' | 'GENERATED' | 'SENT' };
  readonly signaturesPerCode: number;
}

/** Signatures of one person that one code authorises. */
@Entity('signing_batch')
@Index('signing_batch_open_idx', ['personId', 'createdAt'], {
  where: "state = ANY (ARRAY['OPEN'::text, 'RUNNING'::text])",
})
export class SigningBatchRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'signing_batch_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  personId!: string;

  @Column('text')
  state!: BatchState;

  @Column('integer')
  version!: number;

  /** DER in base64, signer first: what every item was prepared for. */
  @Column('jsonb')
  certificates!: readonly string[];

  /** What the signer was asked for when the batch was opened; null in batches of before devices were enrolled. */
  @Column('jsonb', { nullable: true })
  device!: BatchDevice | null;

  /** Why signatures stopped before all were made, for who is asked for a new code. */
  @Column('jsonb', { nullable: true })
  stopped!: ItemFailure | null;

  /** While it lasts, one process is making the signatures; past it nobody is, and a new code is asked for. */
  @Column('timestamptz', { nullable: true })
  leaseUntil!: Date | null;

  @Column('uuid', { nullable: true })
  leaseHolder!: string | null;

  @Column('timestamptz')
  createdAt!: Date;
}

export interface ItemFailure {
  readonly code: string;
  readonly text: { readonly it: string; readonly en: string };
  readonly remedy: { readonly it: string; readonly en: string } | null;
}

export interface WaitingVerdict {
  /** Sub-indication of EN 319 102-1, or that the trusted lists do not say what the signature is in law. */
  readonly why: string;
  readonly since: string;
  readonly tries: number;
}

export interface SignedElsewhere {
  readonly container: Container;
  /** Place among the signatures of the file's report. */
  readonly position: number;
}

/** One signature on one file for one task. */
@Entity('signing_item')
@Index('signing_item_batch_idx', ['batchId', 'position'])
@Index('signing_item_request_idx', ['requestId'])
@Index('signing_item_once_key', ['taskId', 'plicoFileId'], {
  unique: true,
  where: "state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'PENDING'::text, 'OK'::text])",
})
@Index('signing_item_judge_idx', ['judgeAt'], { where: "state = 'PENDING'::text" })
@Index('signing_item_stamp_idx', ['stampAt'], { where: 'stamp_at IS NOT NULL' })
@Index('signing_item_value_key', ['signatureValue'], { unique: true })
export class SigningItemRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'signing_item_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  batchId!: string;

  @Column('uuid')
  taskId!: string;

  @Column('uuid')
  requestId!: string;

  @Column('uuid')
  plicoFileId!: string;

  @Column('integer')
  position!: number;

  @Column('text')
  state!: ItemState;

  @Column('uuid')
  baseVersionId!: string;

  @Column('text')
  baseSha256!: string;

  /** Placeholder and bytes to be signed; holds no secret. */
  @Column('jsonb', { nullable: true })
  prepared!: PreparedPadesJson | null;

  /** Order B: this signature prints the number of its act. Until it has one, what is prepared is a trial that nobody signs. */
  @Column('boolean')
  takesNumber!: boolean;

  /** The number that the prepared bytes print. */
  @Column('uuid', { nullable: true })
  numberId!: string | null;

  /** The raw value that the device made; no secret. Accepted once in the whole system. */
  @Column('bytea', { nullable: true })
  signatureValue!: Buffer | null;

  @Column('timestamptz', { nullable: true })
  valueAt!: Date | null;

  @Column('uuid', { nullable: true })
  resultVersionId!: string | null;

  /** The signed file where it is not the act's, or not yet: of a signature that waits for its verdict, or did not count. */
  @Column('text', { nullable: true })
  signedSha256!: string | null;

  /** Of a signature that was made with another program: which of the file's signatures it is. Null for one of a device. */
  @Column('jsonb', { nullable: true })
  elsewhere!: SignedElsewhere | null;

  /** Why it waits for its verdict; null for one that never had to. */
  @Column('jsonb', { nullable: true })
  waiting!: WaitingVerdict | null;

  /** When it is judged again. */
  @Column('timestamptz', { nullable: true })
  judgeAt!: Date | null;

  /** When a timestamp is asked for that the authority did not give while the file was made; null where none is owed. */
  @Column('timestamptz', { nullable: true })
  stampAt!: Date | null;

  @Column('jsonb', { nullable: true })
  failure!: ItemFailure | null;
}

/** Some process is at work on the batch with a code, or died less than a lease ago. */
export function isLeased({ leaseUntil }: SigningBatchRow, now: Date): boolean {
  return leaseUntil !== null && leaseUntil > now;
}
