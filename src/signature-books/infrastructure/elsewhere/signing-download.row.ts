import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DownloadState } from '../../domain/elsewhere/signing-download.states';

/** One file of one task in the hands of its signer, who signs it with a program of his own. */
@Entity('signing_download')
@Index('signing_download_file_key', ['plicoFileId'], { unique: true, where: "state = 'OPEN'::text" })
@Index('signing_download_task_idx', ['taskId'])
export class SigningDownloadRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'signing_download_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  requestId!: string;

  @Column('uuid')
  taskId!: string;

  @Column('uuid')
  plicoFileId!: string;

  @Column('uuid')
  personId!: string;

  @Column('text')
  state!: DownloadState;

  @Column('uuid')
  baseVersionId!: string;

  /** Of the bytes that were given out. */
  @Column('text')
  baseSha256!: string;

  /** Why he signs although an opinion is contrary. */
  @Column('text', { nullable: true })
  reasons!: string | null;

  @Column('timestamptz')
  takenAt!: Date;

  /** Until then nobody else is given the file; past it the first who asks is, and what comes back late may still count. */
  @Column('timestamptz')
  leaseUntil!: Date;
}
