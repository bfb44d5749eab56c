import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import { correspondentName, foldWords } from '../../domain/search-words';
import { TraceRegistrations } from '../duplicates/trace-registrations';
import { type Indexed, INDEXED_ENTRIES } from '../../infrastructure/indexed-entries';

/** Entries of one transaction: each is a commit's worth of work, none keeps the others waiting for long. */
const BATCH = 1_000;

interface Owed {
  readonly body_id: string;
  readonly aoo_id: string;
  readonly register_id: string;
  readonly after_year: number;
  readonly after_number: number;
}

/**
 * Fills the rows that registrations are found by, outside the numbering transaction: indexing words costs more than the
 * number itself. Entries commit in the order of their numbers, so the last one indexed tells which are owed, and doing
 * it twice changes nothing.
 */
@Injectable()
export class IndexRegister {
  constructor(
    private readonly database: Database,
    private readonly traces: TraceRegistrations,
  ) {}

  /** Indexes all that is owed, in every body. */
  async execute(): Promise<void> {
    for (;;) {
      const owed = await this.database.transaction({ bodyId: null, personId: null }, () =>
        this.database.query<Owed>('SELECT * FROM registers_to_index()'),
      );
      if (owed.length === 0) return;
      for (const register of owed) await this.indexNext(register);
    }
  }

  /** Writes the rows of these entries again, inside the unit of work that changed what they are found by. */
  async refresh(registrationIds: readonly string[]): Promise<void> {
    const entries = await this.database.query<Indexed>(`${INDEXED_ENTRIES} WHERE entry.id = ANY($1)`, [
      registrationIds,
    ]);
    for (const registerId of new Set(entries.map((entry) => entry.registerId)))
      await this.write(
        registerId,
        entries.filter((entry) => entry.registerId === registerId),
      );
  }

  private async indexNext(register: Owed): Promise<void> {
    await this.database.transaction({ bodyId: register.body_id, personId: null }, async () => {
      const entries = await this.database.query<Indexed>(
        `${INDEXED_ENTRIES}
          WHERE entry.body_id = $1 AND entry.aoo_id = $2 AND entry.register_id = $3
            AND (entry.year, entry.number) > ($4, $5)
          ORDER BY entry.year, entry.number LIMIT ${BATCH}`,
        [register.body_id, register.aoo_id, register.register_id, register.after_year, register.after_number],
      );
      await this.write(register.register_id, entries);
    });
  }

  private async write(registerId: string, entries: readonly Indexed[]): Promise<void> {
    await this.database.query('SELECT index_registrations($1, $2)', [
      registerId,
      JSON.stringify(entries.map(searchRow)),
    ]);
    await this.traces.write(entries);
  }
}

function searchRow(entry: Indexed) {
  const names = [entry.sender, ...entry.furtherSenders, ...entry.recipients].map((correspondent) =>
    correspondent ? correspondentName(correspondent) : '',
  );
  const words = [
    entry.subject,
    ...names,
    entry.senderReference ?? '',
    entry.messageId ?? '',
    entry.emergencyNumber ?? '',
    ...entry.corrected,
  ];
  return {
    year: entry.year,
    number: entry.number,
    registered_on: entry.registeredOn,
    registration_id: entry.id,
    office_id: entry.officeId,
    direction: entry.direction,
    means: entry.means,
    classification_code: entry.classificationCode,
    annulled: entry.annulled,
    offices: entry.offices,
    readers: entry.readers,
    words: foldWords(words.join('\n')),
  };
}
