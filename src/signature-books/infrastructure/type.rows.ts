import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RouteTemplateStep } from '../domain/route-template';
import type { TypePolicy } from '../domain/type-policy';

/** A kind of act, with the rules that its requests follow. */
@Entity('document_type')
@Index('document_type_code_key', ['aooId', 'code'], { unique: true })
export class DocumentTypeRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'document_type_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('jsonb')
  policy!: TypePolicy;
}

/** Why acts are sent back, as the body counts it. */
@Entity('return_reason')
@Index('return_reason_code_key', ['bodyId', 'code'], { unique: true })
export class ReturnReasonRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'return_reason_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('text')
  code!: string;

  @Column('text')
  textIt!: string;

  @Column('text')
  textEn!: string;

  @Column('integer')
  position!: number;
}

/** A route that is kept for use; of one type or of all, for one office or for the whole AOO. */
@Entity('route_template')
@Index('route_template_aoo_idx', ['aooId', 'name'])
@Index('route_template_version_key', ['seriesId', 'version'], { unique: true })
export class RouteTemplateRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'route_template_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid', { nullable: true })
  documentTypeId!: string | null;

  @Column('uuid', { nullable: true })
  officeId!: string | null;

  @Column('text')
  name!: string;

  /** The same in every version of it. */
  @Column('uuid')
  seriesId!: string;

  @Column('integer')
  version!: number;

  /** Roles that may use it; null: whoever may write requests. */
  @Column('text', { array: true, nullable: true })
  roles!: string[] | null;

  @Column('jsonb')
  steps!: readonly RouteTemplateStep[];

  @Column('uuid')
  createdBy!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;
}
