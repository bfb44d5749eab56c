import { Injectable } from '@nestjs/common';
import { leafHash, sha256 } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import { REGISTRATION_COMMITTED, REGISTRATION_STREAM } from '../../domain/registration-committed';
import type { RegisterKey } from '../../domain/registration-entry';
import type { HashedFile, HashedRegistration } from '../../domain/registration-hash';
import { HASHED_COLUMNS, HASHED_FILES } from '../../infrastructure/hashed-columns';

const PAGE = 2_000;

export interface DayEntry extends HashedRegistration {
  readonly hash: Buffer;
  /** Random and kept with its journal entry: a leaf tells nothing of an entry that may not be seen. */
  readonly salt: Buffer;
}

export interface Place {
  readonly year: number;
  readonly number: number;
}

/** Entries of one day in their order; inside the caller's unit of work. */
@Injectable()
export class DayEntries {
  constructor(private readonly database: Database) {}

  /** Those of `day` after `from`: days never fall as numbers rise, so the first later day ends the walk. */
  async of(register: RegisterKey, day: string, from: Place): Promise<DayEntry[]> {
    const entries: DayEntry[] = [];
    let after = from;
    for (;;) {
      const page = await this.page(register, after);
      entries.push(...page.filter(({ registeredOn }) => registeredOn === day));
      const last = page.at(-1);
      if (page.length < PAGE || !last || last.registeredOn > day) return entries;
      after = last;
    }
  }

  private async page({ bodyId, aooId, registerId }: RegisterKey, after: Place): Promise<DayEntry[]> {
    const rows = await this.database.query<Omit<DayEntry, 'files'> & { files: HashedFile[] | null }>(
      `SELECT ${HASHED_COLUMNS}, entry.hash, ${HASHED_FILES} AS files, journal.salt
         FROM registration entry
         JOIN journal_entry journal ON journal.stream = $6 AND journal.stream_id = entry.id
                                   AND journal.sequence = 1 AND journal.type = $7
        WHERE entry.body_id = $1 AND entry.aoo_id = $2 AND entry.register_id = $3 AND (entry.year, entry.number) > ($4, $5)
        ORDER BY entry.year, entry.number LIMIT ${PAGE}`,
      [bodyId, aooId, registerId, after.year, after.number, REGISTRATION_STREAM, REGISTRATION_COMMITTED],
    );
    return rows.map((row) => ({ ...row, files: row.files ?? [] }));
  }
}

export function leavesOf(entries: readonly Pick<DayEntry, 'salt' | 'hash'>[]): Buffer[] {
  return entries.map(({ salt, hash }) => leafHash(sha256, salt, hash));
}
