import type { Text } from '@libro-firma/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why something has no verdict. */
export interface KeptRefusal {
  readonly code: string;
  readonly text: Text;
}

/** A file of a batch that was refused when it came. */
export interface RefusedFile {
  /** Among the files of the batch, from 1. */
  readonly place: number;
  readonly fileName: string;
  readonly refusal: KeptRefusal;
}

/** Files that were sent together to be verified. */
@Entity('verification_batch')
export class VerificationBatchRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'verification_batch_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  askedById!: string;

  @Column('timestamptz')
  askedAt!: Date;

  @Column('jsonb')
  refused!: readonly RefusedFile[];
}
