import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RequestState } from '../domain/verification-request.states';
import type { KeptRefusal } from './verification-batch.row';

/** A file that has a name for people and one for the store. */
export interface NamedDigest {
  readonly fileName: string;
  readonly sha256: string;
}

/** A verification that is not answered at once, or is tried again. */
@Entity('verification_request')
@Index('verification_request_batch_idx', ['batchId'], { where: 'batch_id IS NOT NULL' })
@Index('verification_request_due_idx', ['bodyId', 'nextTryAt'], { where: `state = 'WAITING'` })
export class VerificationRequestRow {
  /** That of its first run too. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'verification_request_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  askedById!: string;

  @Column('text')
  fileName!: string;

  @Column('text')
  sha256!: string;

  @Column({
    type: 'bigint',
    transformer: { to: (value: number) => value, from: (value: string) => Number(value) },
  })
  size!: number;

  /** What the file may have signed. */
  @Column('jsonb')
  contents!: readonly NamedDigest[];

  /** `UPLOAD`: in the passing store. `DOCUMENT`: in the store of documents. */
  @Column('text')
  origin!: 'UPLOAD' | 'DOCUMENT';

  @Column('text')
  state!: RequestState;

  /** Runs that were made. */
  @Column('integer')
  tries!: number;

  @Column('timestamptz', { nullable: true })
  nextTryAt!: Date | null;

  /** Until when the file is kept because somebody asked for it. */
  @Column('timestamptz', { nullable: true })
  keptUntil!: Date | null;

  /** The last run. */
  @Column('uuid', { nullable: true })
  runId!: string | null;

  /** Why there is no verdict and none will come. */
  @Column('jsonb', { nullable: true })
  refusal!: KeptRefusal | null;

  /** The batch that it is a piece of, and its place in it from 1. */
  @Column('uuid', { nullable: true })
  batchId!: string | null;

  @Column('integer', { nullable: true })
  place!: number | null;

  @Column('timestamptz')
  askedAt!: Date;

  @Column('integer')
  version!: number;
}

/** That a request needs bytes of the passing store, and until when. */
@Entity('passing_file')
@Index('passing_file_sha256_idx', ['sha256'])
@Index('passing_file_until_idx', ['until'])
export class PassingFileRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'passing_file_pkey' })
  requestId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'passing_file_pkey' })
  sha256!: string;

  @Column('timestamptz')
  until!: Date;
}
