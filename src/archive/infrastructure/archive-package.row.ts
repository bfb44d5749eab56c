import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PackageManifest } from '../domain/package-index';

/** The package of a finished act, one for each request. Appended, never changed. */
@Entity('archive_package')
@Index('archive_package_request_key', ['requestId'], { unique: true })
export class ArchivePackageRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'archive_package_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  requestId!: string;

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
