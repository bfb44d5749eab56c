import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A search that a person keeps for the next time; it finds what the person may see then. */
@Entity('saved_search')
@Unique('saved_search_name_key', ['personId', 'aooId', 'name'])
export class SavedSearchRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'saved_search_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  personId!: string;

  @Column('text')
  name!: string;

  @Column('jsonb')
  filter!: Record<string, string | number | boolean>;

  @Column('timestamptz')
  createdAt!: Date;
}
