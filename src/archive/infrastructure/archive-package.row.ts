import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PackageManifest } from '../domain/package-index';

/** The package of a finished act, one for each edition of it. Appended, never changed. */
@Entity('archive_package')
@Index('archive_package_edition_key', ['requestId', 'edition'], { unique: true })
export class ArchivePackageRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'archive_package_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  requestId!: string;

  @Column('integer')
  edition!: number;

  @Column('text')
  sha256!: string;

  @Column({
    type: 'bigint',
    transformer: { to: (value: number) => value, from: (value: string) => Number(value) },
  })
  size!: number;

  @Column('jsonb')
  manifest!: PackageManifest;

  @Column('timestamptz')
  createdAt!: Date;
}
