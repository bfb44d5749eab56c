import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('document')
export class DocumentRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'document_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid', { nullable: true })
  ownerId!: string | null;

  @Column('text')
  fileName!: string;

  @Column('timestamptz')
  createdAt!: Date;
}

/** Bytes that a document had: appended, never changed. A signature makes a new version, the earlier one stays. */
@Entity('document_version')
@Index('document_version_number_key', ['documentId', 'number'], { unique: true })
@Index('document_version_sha256_idx', ['sha256'])
export class DocumentVersionRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'document_version_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  documentId!: string;

  @Column('integer')
  number!: number;

  @Column('text')
  sha256!: string;

  @Column({
    type: 'bigint',
    transformer: { to: (value: number) => value, from: (value: string) => Number(value) },
  })
  size!: number;

  @Column('text')
  mediaType!: string;

  @Column('text')
  origin!: 'UPLOADED' | 'SIGNED';

  @Column('integer', { nullable: true })
  pageCount!: number | null;

  @Column('integer')
  signatures!: number;

  @Column('text', { nullable: true })
  title!: string | null;

  @Column('timestamptz')
  createdAt!: Date;
}

/** A folder that is signed together: one main document and any number of annexes. */
@Entity('plico')
export class PlicoRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'plico_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('timestamptz')
  createdAt!: Date;
}

/** A document in its place in one revision of a plico; frozen, it names the bytes that everybody in the route sees. */
@Entity('plico_file')
@Index('plico_file_position_key', ['plicoId', 'revision', 'position'], { unique: true })
@Index('plico_file_document_idx', ['documentId'])
export class PlicoFileRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'plico_file_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  plicoId!: string;

  @Column('integer')
  revision!: number;

  @Column('integer')
  position!: number;

  @Column('text')
  role!: 'MAIN' | 'ANNEX';

  @Column('uuid')
  documentId!: string;

  @Column('boolean')
  toSign!: boolean;

  @Column('text', { nullable: true })
  frozenSha256!: string | null;

  /** The task of the route that made it, such as an opinion; null for what the drafter put in. */
  @Column('uuid', { nullable: true })
  madeBy!: string | null;

  /** The latest bytes: the frozen ones, then those with each signature of the route. */
  @Column('uuid', { nullable: true })
  currentVersionId!: string | null;
}

export const documentRows = [DocumentRow, DocumentVersionRow, PlicoRow, PlicoFileRow];
