import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A program's key to the API, in the name of the person who made it. Only the hash of the token is kept. */
@Entity('access_token')
@Unique('access_token_hash_key', ['tokenHash'])
@Index('access_token_person_idx', ['bodyId', 'personId', 'createdAt'])
export class AccessTokenRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'access_token_pkey' })
  id!: string;

  @Column('bytea')
  tokenHash!: Buffer;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  personId!: string;

  @Column('text')
  name!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  /** To the minute: enough to see that nobody uses it any more. */
  @Column('timestamptz', { nullable: true })
  usedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;
}
