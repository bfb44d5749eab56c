import type { Client } from 'pg';
import type { RegistrationFilter, RegistrationPlace } from '../../src/protocol/application/registrations';
import { type LoadedRegister, ROWS_OF_A_YEAR } from './search-load';

/** One kind of search, asked anew each round so that no round profits from the one before. */
export interface SearchClass {
  readonly name: string;
  readonly asked: (round: number) => RegistrationFilter;
  readonly before?: (round: number) => RegistrationPlace;
  /** The same as one would write it plainly; only of searches by words. */
  readonly plain?: (round: number) => { readonly condition: string; readonly values: unknown[] };
}

interface Drawn {
  readonly year: number;
  readonly number: number;
  readonly words: readonly string[];
  readonly given: string;
  readonly family: string;
}

const WORDS = `words @@ plainto_tsquery('italian', $1)`;

/** Searches for what is there: words and names of registrations drawn by chance, the same in each run. */
export async function drawSearches(
  client: Client,
  { officeIds, years }: LoadedRegister,
  rounds: number,
): Promise<SearchClass[]> {
  const drawn = await drawEntries(client, years, rounds);
  const at = (round: number): Drawn => {
    const entry = drawn[round % drawn.length];
    if (!entry) throw new Error('the register is empty');
    return entry;
  };
  const officeOf = (round: number): string => officeIds[round % officeIds.length] ?? '';
  const common = await wordsOf(client, [0, 1, 2, 3, 4]);
  const commonWord = (round: number): string => common[round % common.length] ?? '';
  const byWords = (name: string, searched: (round: number) => string): SearchClass => ({
    name,
    asked: (round) => ({ search: searched(round) }),
    plain: (round) => ({ condition: WORDS, values: [searched(round)] }),
  });
  const rare = await wordsOf(
    client,
    Array.from({ length: rounds }, (_, round) => 2_000 + ((round * 7_919) % 18_000)),
  );
  return [
    byWords('rare word', (round) => rare[round % rare.length] ?? ''),
    byWords('common word', commonWord),
    byWords('two words', (round) => at(round).words.slice(0, 2).join(' ')),
    byWords('surname + name', (round) => `${at(round).family} ${at(round).given}`),
    {
      name: 'word + office',
      asked: (round) => ({ search: at(round).words[0], officeId: officeOf(round) }),
      plain: (round) => ({
        condition: `${WORDS} AND office_id = $2`,
        values: [at(round).words[0], officeOf(round)],
      }),
    },
    {
      name: 'word + year',
      asked: (round) => ({ search: at(round).words[1], year: at(round).year }),
      plain: (round) => ({
        condition: `${WORDS} AND year = $2`,
        values: [at(round).words[1], at(round).year],
      }),
    },
    { name: 'number', asked: (round) => ({ year: at(round).year, number: at(round).number }) },
    { name: 'office newest', asked: (round) => ({ officeId: officeOf(round) }) },
    {
      name: 'deep page',
      asked: (round) => ({ officeId: officeOf(round) }),
      before: (round) => ({ year: at(round).year, number: at(round).number }),
    },
    byWords('no match', (round) => `inesistentissimo${round}`),
  ];
}

/** Words by their rank: the first is the most frequent. */
async function wordsOf(client: Client, ranks: readonly number[]): Promise<string[]> {
  const { rows } = await client.query<{ word: string }>(
    'SELECT bench_word(rank) AS word FROM unnest($1::integer[]) WITH ORDINALITY AS asked(rank, place) ORDER BY place',
    [ranks],
  );
  return rows.map(({ word }) => word);
}

async function drawEntries(client: Client, years: readonly number[], count: number): Promise<Drawn[]> {
  await client.query('SELECT setseed(0.5)');
  const { rows } = await client.query<Drawn & { subject: string }>(
    `SELECT entry.year, entry.number, string_to_array(entry.subject, ' ') AS words,
            entry.sender->>'name' AS given, entry.sender->>'familyName' AS family
       FROM (SELECT ($1::integer[])[1 + floor(random() * cardinality($1::integer[]))::integer] AS year,
                    1 + floor(random() * $2)::integer AS number FROM generate_series(1, $3)) drawn
       JOIN registration entry ON entry.year = drawn.year AND entry.number = drawn.number
        AND (entry.body_id, entry.aoo_id, entry.register_id) = (SELECT body_id, aoo_id, register_id FROM search_register LIMIT 1)`,
    [years, ROWS_OF_A_YEAR, count],
  );
  return rows;
}
