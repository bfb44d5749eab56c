import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CopyKind } from '../domain/stamp';

/** The copy of a signed act, and the code under which anybody can ask about it. Appended, never changed. */
@Entity('copy')
@Index('copy_edition_key', ['requestId', 'edition'], { unique: true })
@Index('copy_code_key', ['code'], { unique: true })
export class CopyRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'copy_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  requestId!: string;

  /** Of the act: one copy for each state in which it is copied anew, such as with a later number. */
  @Column('integer')
  edition!: number;

  @Column('text')
  sha256!: string;

  @Column({
    type: 'bigint',
    transformer: { to: (value: number) => value, from: (value: string) => Number(value) },
  })
  size!: number;

  @Column('text')
  code!: string;

  /** Of the signed main document, which the copy never touched. */
  @Column('text')
  signedSha256!: string;

  /** `STAMPED`: every page bears the stamp; `COVER`: the file could not be redrawn and one page speaks for it. */
  @Column('text')
  kind!: CopyKind;

  @Column('timestamptz')
  createdAt!: Date;
}
