import type { Client } from 'pg';

export const ROWS_OF_A_YEAR = 400_000;
const LAST_YEAR = 2025;
/** Of a list in which the n-th word is as frequent as 1/n, as words are in a language. */
const VOCABULARY = 20_000;

export interface LoadedRegister {
  readonly bodyId: string;
  readonly aooId: string;
  readonly registerId: string;
  readonly personId: string;
  readonly officeIds: readonly string[];
  readonly years: readonly number[];
}

/** Forty syllables: three of them, and an ending that no stemmer takes for a suffix, make a word of each number. */
const WORDS = `
  CREATE OR REPLACE FUNCTION bench_word(n integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT substr('bacedifoguhajekilomunapesatirovuzadibelacomepufidolunitegaserivamocuzepa', 1 + 2 * (n % 36), 2)
        || substr('lerasitomunapecodibuvegafilozumisetaronicupadehojakegirulabesomativefudo', 1 + 2 * (n / 36 % 36), 2)
        || substr('natireso', 1 + 2 * (n / 1296 % 4), 2) || substr('bdfglmnprstvz', 1 + n / 5184 % 13, 1) || 'go' $$`;

/** As frequent words as in a language: the first comes every tenth time, the last once in 200,000. */
const ANY_WORD = `($2::name[])[floor(exp(random() * ln(${VOCABULARY})))::integer]::text`;

/**
 * Fills a seeded database by SQL with `count` registrations in years of 400,000: entry, file, and the row that it is found
 * by, as the service writes them. Years that an earlier run left are kept.
 */
export async function loadRegister(
  client: Client,
  count: number,
  note: (text: string) => void,
): Promise<LoadedRegister> {
  const place = await placeOf(client);
  await client.query(WORDS);
  await client.query(
    `INSERT INTO search_register (body_id, aoo_id, register_id, last_year, last_number)
     VALUES ($1, $2, $3, 0, 0) ON CONFLICT DO NOTHING`,
    [place.bodyId, place.aooId, place.registerId],
  );
  const { rows } = await client.query<{ year: number }>('SELECT year FROM search_year ORDER BY year');
  const there = new Set(rows.map(({ year }) => year));
  const years = Array.from(
    { length: Math.ceil(count / ROWS_OF_A_YEAR) },
    (_, index) => LAST_YEAR - index,
  ).reverse();
  for (const year of years.filter((wanted) => !there.has(wanted))) {
    await loadYear(client, place, year, Math.min(ROWS_OF_A_YEAR, count));
    note(`${year} is loaded`);
  }
  if (years.some((year) => !there.has(year)))
    for (const table of ['registration_search', 'registration', 'registration_file'])
      await client.query(`VACUUM (ANALYZE) ${table}`);
  return { ...place, years };
}

async function placeOf(client: Client): Promise<Omit<LoadedRegister, 'years'>> {
  const { rows } = await client.query<Omit<LoadedRegister, 'years'>>(
    `SELECT person.body_id AS "bodyId", appointment.aoo_id AS "aooId", register.id AS "registerId",
            person.id AS "personId", ARRAY(SELECT id::text FROM office WHERE office.aoo_id = appointment.aoo_id ORDER BY id) AS "officeIds"
       FROM person JOIN appointment ON appointment.person_id = person.id
       JOIN register ON register.aoo_id = appointment.aoo_id AND register.kind = 'PROTOCOL'
      WHERE username = 'salvatore.lopresti' LIMIT 1`,
  );
  const [place] = rows;
  if (!place) throw new Error('the demo body is not seeded');
  return place;
}

async function loadYear(
  client: Client,
  place: Omit<LoadedRegister, 'years'>,
  year: number,
  count: number,
): Promise<void> {
  const { bodyId, aooId, registerId, officeIds } = place;
  await client.query('BEGIN');
  await client.query('DROP TABLE IF EXISTS bench_fresh');
  const { rows } = await client.query<{ words: string }>(
    `SELECT array_agg(bench_word(n) ORDER BY n)::text AS words FROM generate_series(0, ${VOCABULARY}) n`,
  );
  await client.query(FRESH.replaceAll('YEAR', String(year)).replaceAll('COUNT', String(count)), [
    officeIds,
    rows[0]?.words,
  ]);
  await client.query(ENTRIES, [bodyId, aooId, registerId, year]);
  await client.query(FILES, [bodyId]);
  const part = `registration_search_y${year}`;
  await client.query(`CREATE TABLE ${part} (LIKE registration_search INCLUDING DEFAULTS)`);
  // As the function that makes it for the service does: it belongs to whom the table belongs.
  await client.query(
    `DO $$ BEGIN EXECUTE format('ALTER TABLE ${part} OWNER TO %I', (SELECT tableowner FROM pg_tables WHERE tablename = 'registration_search')); END $$`,
  );
  await client.query(SEARCH_ROWS.replace('PART', part), [registerId, year]);
  await client.query(`ALTER TABLE registration_search ATTACH PARTITION ${part} FOR VALUES IN (${year})`);
  await client.query(
    `INSERT INTO search_year (register_no, year, highest)
     SELECT no, $2::integer, $3::integer FROM search_register WHERE register_id = $1`,
    [registerId, year, count],
  );
  await client.query(
    `UPDATE search_register SET last_year = $2, last_number = $3 WHERE register_id = $1 AND last_year < $2`,
    [registerId, year, count],
  );
  await client.query('COMMIT');
}

const FRESH = `
  CREATE TEMPORARY TABLE bench_fresh ON COMMIT DROP AS
  SELECT number, at, (at AT TIME ZONE 'Europe/Rome')::date AS day,
         (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '70008000' || lpad(to_hex(number), 12, '0'))::uuid AS id,
         ($1::uuid[])[1 + number % cardinality($1::uuid[])] AS office,
         (ARRAY['INCOMING','INCOMING','INCOMING','OUTGOING','OUTGOING','INTERNAL'])[1 + number % 6] AS direction,
         (ARRAY['PEC','PEC','MAIL','HAND','WEB','POST'])[1 + (number / 7) % 6] AS means,
         (1 + number % 14) || '.' || (1 + number / 14 % 5) AS class,
         number % 100 = 0 AS reserved,
         initcap(($2::name[])[floor(exp(random() * ln(300)))::integer]::text) AS given,
         initcap(($2::name[])[6000 + floor(exp(random() * ln(3000)))::integer]::text) AS family,
         (SELECT string_agg(${ANY_WORD}, ' ') FROM generate_series(1, 7 + (random() * 8 + 0 * number)::integer)) AS subject
    FROM (SELECT number, timestamptz 'YEAR-01-01 08:00+01' + number * (interval '364 days' / COUNT) AS at
            FROM generate_series(1, COUNT) number) numbered`;

const ENTRIES = `
  INSERT INTO registration (body_id, aoo_id, register_id, year, number, id, register_code, registered_at, registered_on,
         direction, subject, sender, recipients, classification_code, means, reserved, operator_id, office_id, key, form,
         further_senders, is_open, segnatura_hash, previous_hash, hash)
  SELECT $1::uuid, $2::uuid, $3::uuid, $4::integer, number, id, 'PG', at, day, direction, subject,
         jsonb_build_object('kind', 'PERSON', 'name', given, 'familyName', family), '[]', class, means, reserved, NULL, office,
         'bench ' || $4::integer || ' ' || lpad(number::text, 7, '0'), 'registration/2', '[]', false,
         decode(repeat('5e', 32), 'hex'), sha256(int4send(number - 1)), sha256(int4send(number))
    FROM bench_fresh ORDER BY number`;

const FILES = `
  INSERT INTO registration_file (registration_id, position, body_id, role, file_name, media_type, size, algorithm, hash, signed)
  SELECT id, 0, $1::uuid, 'MAIN', 'documento.pdf', 'application/pdf', 1000, 'SHA-256', sha256(int4send(number)), false
    FROM bench_fresh ORDER BY number`;

const SEARCH_ROWS = `
  INSERT INTO PART (register_no, year, number, registered_on, registration_id, office_id, direction, means,
         classification_code, annulled, offices, readers, words)
  SELECT (SELECT no FROM search_register WHERE register_id = $1::uuid), $2::integer, number, day, id, office, direction, means, class,
         number % 997 = 0, ARRAY[office], CASE WHEN reserved THEN ARRAY[office] END,
         to_tsvector('italian', lower(subject || ' ' || given || ' ' || family))
    FROM bench_fresh ORDER BY number`;
