import type { FindingKind } from '../../domain/register-start/register-import';

/** Runs of numbers of one register ($1) and year ($2); `sql` gives the numbers, each once. */
const runsOf = (sql: string): string => `
  SELECT min(number)::integer AS "from", max(number)::integer AS "to", '' AS note FROM (
    SELECT number, number - row_number() OVER (ORDER BY number) AS run FROM (${sql}) touched) grouped
   GROUP BY run ORDER BY 1`;
const entriesThat = (condition: string): string =>
  runsOf(
    `SELECT DISTINCT number FROM imported_registration WHERE register_id = $1 AND year = $2 AND ${condition}`,
  );

/** What a year of the register is asked. */
export const FINDING_QUERIES: readonly (readonly [Exclude<FindingKind, 'NOT_TAKEN'>, string])[] = [
  [
    'GAP',
    `SELECT before + 1 AS "from", number - 1 AS "to", '' AS note FROM (
       SELECT number, lag(number, 1, 0) OVER (ORDER BY number) AS before FROM (
         SELECT DISTINCT number FROM imported_registration WHERE register_id = $1 AND year = $2) there) placed
      WHERE number > before + 1 ORDER BY 1`,
  ],
  [
    'DOUBLE',
    `SELECT number AS "from", number AS "to",
            'righe ' || string_agg(line::text, ', ' ORDER BY line) AS note
       FROM imported_registration WHERE register_id = $1 AND year = $2
      GROUP BY number HAVING count(*) > 1 ORDER BY 1`,
  ],
  ['NO_HASH', entriesThat('hash IS NULL')],
  ['NO_SUBJECT', entriesThat(`subject = ''`)],
  [
    'NO_COUNTERPART',
    entriesThat(
      `direction <> 'INTERNAL' AND cardinality(CASE direction WHEN 'OUTGOING' THEN recipients ELSE senders END) = 0`,
    ),
  ],
  ['DATE_OUTSIDE_YEAR', entriesThat('extract(year FROM registered_on) <> year')],
];

export const YEARS_OF_IMPORT = `
  SELECT year, min(number)::integer AS first, max(number)::integer AS last, count(*)::integer AS entries
    FROM imported_registration WHERE register_id = $1 GROUP BY year ORDER BY year`;
