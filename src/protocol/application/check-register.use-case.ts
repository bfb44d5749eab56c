import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Structure } from '../../organisation';
import { Database } from '../../platform/database/database';
import { ChainCheck, type ChainFault, type EntryBefore, type FoundEntry } from '../domain/chain-check';
import { REGISTER_OPENED, REGISTER_START_STREAM } from '../domain/register-start/register-import';
import type { RegisterKey } from '../domain/registration-entry';
import type { HashedFile } from '../domain/registration-hash';
import { namesHash, type SegnaturaNames } from '../domain/segnatura-names';
import { HASHED_COLUMNS, HASHED_FILES } from '../infrastructure/hashed-columns';
import { REGISTRATION_COMMITTED, REGISTRATION_STREAM } from '../domain/registration-committed';

export interface RegisterCheck {
  readonly registerCode: string;
  readonly year: number;
  /** Entries found right, from the first number on. */
  readonly count: number;
  /** The first row that is wrong; null when the whole year holds. */
  readonly fault: ChainFault | null;
}

const PAGE = 1_000;

/** One entry with its files, its segnatura and whether the journal has it; `files` in the form that is hashed. */
const ENTRIES = `
  SELECT ${HASHED_COLUMNS}, entry.hash, segnatura.xml, names.names,
         EXISTS (SELECT 1 FROM journal_entry journal WHERE journal.stream = $6 AND journal.stream_id = entry.id
                    AND journal.sequence = 1 AND journal.type = $7) AS "isInJournal",
         ${HASHED_FILES} AS files
    FROM registration entry LEFT JOIN registration_segnatura segnatura ON segnatura.registration_id = entry.id
    LEFT JOIN segnatura_names names ON names.body_id = entry.body_id AND names.hash = entry.segnatura_hash
   WHERE entry.body_id = $1 AND entry.aoo_id = $2 AND entry.register_id = $3 AND entry.year = $4 AND entry.number > $5
   ORDER BY entry.number LIMIT ${PAGE}`;

type EntryRow = Omit<FoundEntry, 'foundSegnaturaHash' | 'files'> & {
  readonly xml: string | null;
  readonly names: SegnaturaNames | null;
  readonly files: HashedFile[] | null;
};

/**
 * Proves one register and year: every hash is computed again from the rows, so that whoever changed, removed or slipped
 * in a row with any right whatever is found, and the first wrong row is named (DPR 445/2000 art. 53 and 54).
 */
@Injectable()
export class CheckRegister {
  constructor(
    private readonly database: Database,
    private readonly structure: Structure,
  ) {}

  /** `registerId`: the AOO's protocol register when it is left out. */
  async execute(request: {
    readonly bodyId: string;
    readonly aooId: string;
    readonly registerId?: string;
    readonly year: number;
  }): Promise<RegisterCheck> {
    const { bodyId, aooId, registerId, year } = request;
    return this.database.transaction({ bodyId, personId: null }, async () => {
      const register = registerId
        ? await this.structure.register(aooId, registerId)
        : await this.structure.protocolRegister(aooId);
      if (!register) throw new Error('there is no such register to check');
      const key = { bodyId, aooId, registerId: register.id };
      const before = await this.before(key, year);
      const chain = new ChainCheck(year, before, before ? 1 : await this.firstNumber(key, year));
      // Asked first: an entry that is registered meanwhile is then in the rows and not missed.
      const highest = await this.highestInJournal(bodyId, aooId, register.code, year);
      const fault = (await this.firstFault(chain, key, year)) ?? chain.checkEnd(highest);
      return { registerCode: register.code, year, count: chain.count, fault };
    });
  }

  private async firstFault(chain: ChainCheck, key: RegisterKey, year: number): Promise<ChainFault | null> {
    let after = 0;
    for (;;) {
      const rows = await this.database.query<EntryRow>(ENTRIES, [
        key.bodyId,
        key.aooId,
        key.registerId,
        year,
        after,
        REGISTRATION_STREAM,
        REGISTRATION_COMMITTED,
      ]);
      for (const row of rows) {
        const fault = chain.check(foundEntry(row));
        if (fault) return fault;
        after = row.number;
      }
      if (rows.length < PAGE) return null;
    }
  }

  private async before(key: RegisterKey, year: number): Promise<EntryBefore | null> {
    const [last] = await this.database.query<EntryBefore>(
      `SELECT hash, registered_at AS "registeredAt" FROM registration
        WHERE body_id = $1 AND aoo_id = $2 AND register_id = $3 AND year < $4
        ORDER BY year DESC, number DESC LIMIT 1`,
      [key.bodyId, key.aooId, key.registerId, year],
    );
    return last ?? null;
  }

  /** As the last opening says, if the journal says the same: a row that was slipped in moves no number. */
  private async firstNumber({ registerId }: RegisterKey, year: number): Promise<number> {
    const [opening] = await this.database.query<{ first: number }>(
      `SELECT opening.first_number AS first FROM register_opening opening
         JOIN journal_entry entry ON entry.stream = $3 AND entry.stream_id = opening.id AND entry.type = $4
          AND entry.payload::jsonb @> jsonb_build_object('registerId', $1::text, 'year', $2::integer,
                                                         'firstNumber', opening.first_number)
        WHERE opening.register_id = $1::uuid AND opening.year = $2
          AND opening.sequence = (SELECT max(sequence) FROM register_opening WHERE register_id = $1::uuid)`,
      [registerId, year, REGISTER_START_STREAM, REGISTER_OPENED],
    );
    return opening?.first ?? 1;
  }

  private async highestInJournal(
    bodyId: string,
    aooId: string,
    registerCode: string,
    year: number,
  ): Promise<number | null> {
    const [found] = await this.database.query<{ highest: number | null }>(
      `SELECT max((payload::jsonb->>'number')::integer) AS highest FROM journal_entry
        WHERE body_id = $1 AND stream = $2 AND type = $3
          AND payload::jsonb @> jsonb_build_object('aooId', $4::text, 'registerCode', $5::text, 'year', $6::integer)`,
      [bodyId, REGISTRATION_STREAM, REGISTRATION_COMMITTED, aooId, registerCode, year],
    );
    return found?.highest ?? null;
  }
}

function foundEntry({ xml, names, files, ...entry }: EntryRow): FoundEntry {
  return { ...entry, files: files ?? [], foundSegnaturaHash: hashOfWhatIsThere(xml, names) };
}

function hashOfWhatIsThere(xml: string | null, names: SegnaturaNames | null): Buffer | null {
  if (names) return namesHash(names);
  return xml === null ? null : createHash('sha256').update(xml, 'utf8').digest();
}
