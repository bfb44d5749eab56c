import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A login. Only the hash of the cookie's token is kept: whoever reads the table cannot become anybody. */
@Entity('session')
@Index('session_expires_idx', ['expiresAt'])
export class SessionRow {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'session_pkey' })
  tokenHash!: Buffer;

  @Column('uuid')
  personId!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;
}
