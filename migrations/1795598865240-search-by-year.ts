import type { MigrationInterface, QueryRunner } from 'typeorm';

const OLD_SEARCH =
  'search_registrations(uuid, uuid, text, integer, integer, text, integer, integer, integer)';
/** What stood before, empty: going down gives the words back to the transaction that numbers. */
const OLD_WORDS = [
  `CREATE TABLE registration_search (
     registration_id uuid NOT NULL CONSTRAINT registration_search_pkey PRIMARY KEY,
     body_id uuid NOT NULL,
     aoo_id uuid NOT NULL,
     register_id uuid NOT NULL,
     year integer NOT NULL,
     number integer NOT NULL,
     direction text NOT NULL,
     words tsvector NOT NULL
   )`,
  `CREATE INDEX registration_search_words_idx ON registration_search USING gin (words)`,
  `ALTER TABLE registration_search ENABLE ROW LEVEL SECURITY`,
  `CREATE POLICY registration_search_of_body ON registration_search FOR INSERT WITH CHECK (body_id = app_body())`,
  `GRANT INSERT ON registration_search TO libro_firma_application`,
  `CREATE FUNCTION search_registrations(
       wanted_aoo uuid, wanted_register uuid, wanted_words text, wanted_year integer, wanted_number integer,
       wanted_direction text, before_year integer, before_number integer, wanted_count integer)
     RETURNS TABLE (registration_id uuid)
     LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
       SELECT found.registration_id FROM registration_search found
        WHERE found.body_id = app_body() AND found.aoo_id = wanted_aoo AND found.register_id = wanted_register
          AND found.words @@ plainto_tsquery('italian', wanted_words)
          AND (wanted_year IS NULL OR found.year = wanted_year)
          AND (wanted_number IS NULL OR found.number = wanted_number)
          AND (wanted_direction IS NULL OR found.direction = wanted_direction)
          AND (before_year IS NULL OR (found.year, found.number) < (before_year, before_number))
        ORDER BY found.year DESC, found.number DESC LIMIT wanted_count $$`,
];
const FUNCTIONS = [
  'search_registrations(uuid, jsonb, integer, integer, integer)',
  'index_registrations(uuid, jsonb)',
  'registers_to_index()',
];

/**
 * The first number of a year whose day is not before `day`; one beyond the last when there is none. Days never fall as
 * numbers rise, so that halving finds it in twenty looks, without an index on days.
 */
const NUMBER_ON = `
  CREATE FUNCTION search_number_on(part text, place integer, day date, highest integer) RETURNS integer
    LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
  DECLARE
    low integer := 1;
    high integer := highest + 1;
    middle integer;
    isEarlier boolean;
  BEGIN
    WHILE low < high LOOP
      middle := (low + high) / 2;
      EXECUTE format('SELECT registered_on < $2 FROM %I WHERE register_no = $1 AND number >= $3 ORDER BY number LIMIT 1', part)
        INTO isEarlier USING place, day, middle;
      IF isEarlier THEN low := middle + 1; ELSE high := middle; END IF;
    END LOOP;
    RETURN low;
  END $$`;

/**
 * Newest first. Each year is searched in windows: the newest 200 numbers in order, which settles common words; then 4,000,
 * 40,000 and the rest, where the bounds let the planner join the index of the words with that of the numbers. The fence
 * (OFFSET 0) keeps it from walking the order and looking at every row.
 */
const SEARCH_FUNCTION = `
  CREATE FUNCTION search_registrations(
      wanted_register uuid, wanted jsonb, before_year integer, before_number integer, wanted_count integer)
    RETURNS TABLE (registration_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
  DECLARE
    asking uuid := nullif(current_setting('app.person', true), '')::uuid;
    today date := (clock_timestamp() AT TIME ZONE 'Europe/Rome')::date;
    reader record;
    place record;
    span record;
    query tsquery;
    condition text := 'true';
    part text;
    bottom integer;
    low integer;
    high integer;
    width integer;
    missing integer := wanted_count;
    found_here integer;
    is_first boolean := true;
  BEGIN
    IF wanted_count NOT BETWEEN 1 AND 10001 THEN RAISE EXCEPTION 'a page has from 1 to 10000 rows'; END IF;
    SELECT no, aoo_id INTO place FROM search_register
     WHERE register_id = wanted_register AND body_id = app_body();
    IF NOT FOUND THEN RETURN; END IF;
    SELECT coalesce(bool_or(role IN ('records-manager', 'records-manager-vicar')), false) AS manages,
           coalesce(bool_or(role IN ('protocol-operator', 'auditor')), false) AS sees_all,
           coalesce(bool_or(role = 'office-head'), false) AS heads,
           coalesce(array_agg(DISTINCT office_id) FILTER (WHERE office_id IS NOT NULL), '{}') AS offices
      INTO reader FROM appointment
     WHERE body_id = app_body() AND person_id = asking AND aoo_id = place.aoo_id
       AND valid_from <= today AND (valid_to IS NULL OR valid_to >= today);
    IF NOT (reader.manages OR reader.sees_all OR reader.heads) THEN RETURN; END IF;
    IF NOT reader.manages THEN condition := '(readers IS NULL OR readers && $6)'; END IF;
    IF NOT (reader.manages OR reader.sees_all) THEN condition := condition || ' AND offices && $7'; END IF;
    IF wanted ? 'words' THEN
      query := plainto_tsquery('italian', wanted->>'words');
      IF numnode(query) = 0 THEN RETURN; END IF;
      condition := condition || ' AND words @@ $5';
    END IF;
    IF wanted ? 'direction' THEN condition := condition || ' AND direction = $4->>''direction'''; END IF;
    IF wanted ? 'means' THEN condition := condition || ' AND means = $4->>''means'''; END IF;
    IF wanted ? 'officeId' THEN condition := condition || ' AND office_id = ($4->>''officeId'')::uuid'; END IF;
    IF wanted ? 'classification' THEN
      condition := condition || ' AND classification_code = $4->>''classification''';
    END IF;
    IF wanted ? 'annulled' THEN condition := condition || ' AND annulled = ($4->>''annulled'')::boolean'; END IF;
    FOR span IN
      SELECT year, highest FROM search_year
       WHERE register_no = place.no
         AND (NOT wanted ? 'year' OR year = (wanted->>'year')::integer)
         AND (NOT wanted ? 'from' OR year >= extract(year FROM (wanted->>'from')::date))
         AND (NOT wanted ? 'to' OR year <= extract(year FROM (wanted->>'to')::date))
         AND (before_year IS NULL OR year <= before_year)
       ORDER BY year DESC
    LOOP
      part := 'registration_search_y' || span.year;
      bottom := 1;
      high := CASE WHEN span.year = before_year THEN least(before_number - 1, span.highest) ELSE span.highest END;
      IF wanted ? 'number' THEN
        bottom := (wanted->>'number')::integer;
        high := least(high, bottom);
      END IF;
      IF wanted ? 'from' AND span.year = extract(year FROM (wanted->>'from')::date) THEN
        bottom := greatest(bottom, search_number_on(part, place.no, (wanted->>'from')::date, span.highest));
      END IF;
      IF wanted ? 'to' AND span.year = extract(year FROM (wanted->>'to')::date) THEN
        high := least(high, search_number_on(part, place.no, (wanted->>'to')::date + 1, span.highest) - 1);
      END IF;
      -- What can be followed in order by an index of its own is; words are searched in growing windows.
      width := CASE WHEN query IS NULL THEN span.highest WHEN is_first THEN 200 ELSE span.highest END;
      WHILE high >= bottom LOOP
        low := greatest(bottom, high - width + 1);
        IF query IS NULL OR width = 200 THEN
          RETURN QUERY EXECUTE format(
            'SELECT registration_id FROM %I WHERE register_no = $1 AND number BETWEEN $2 AND $3 AND %s
              ORDER BY number DESC LIMIT $8', part, condition)
            USING place.no, low, high, wanted, query, array_append(reader.offices, asking), reader.offices, missing;
        ELSE
          RETURN QUERY EXECUTE format(
            'SELECT registration_id FROM (SELECT registration_id, number FROM %I
               WHERE register_no = $1 AND number BETWEEN $2 AND $3 AND %s OFFSET 0) fenced
              ORDER BY number DESC LIMIT $8', part, condition)
            USING place.no, low, high, wanted, query, array_append(reader.offices, asking), reader.offices, missing;
        END IF;
        GET DIAGNOSTICS found_here = ROW_COUNT;
        missing := missing - found_here;
        IF missing <= 0 THEN RETURN; END IF;
        high := low - 1;
        width := CASE width WHEN 200 THEN 4000 WHEN 4000 THEN 40000 ELSE span.highest END;
      END LOOP;
      is_first := false;
    END LOOP;
  END $$`;

const INDEX_FUNCTIONS = [
  // What a register has and its rows to search by have not: entries commit in the order of their numbers, so that the
  // last one which is there tells all that are missing, and the register itself is the list of what is owed.
  `CREATE FUNCTION registers_to_index()
     RETURNS TABLE (body_id uuid, aoo_id uuid, register_id uuid, after_year integer, after_number integer)
     LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
     SELECT register.body_id, register.aoo_id, register.id, coalesce(done.last_year, 0), coalesce(done.last_number, 0)
       FROM register
       LEFT JOIN search_register done ON done.register_id = register.id
      CROSS JOIN LATERAL (SELECT year, number FROM registration entry
                           WHERE entry.body_id = register.body_id AND entry.aoo_id = register.aoo_id
                             AND entry.register_id = register.id
                           ORDER BY year DESC, number DESC LIMIT 1) last
      WHERE (last.year, last.number) > (coalesce(done.last_year, 0), coalesce(done.last_number, 0)) $$`,
  `CREATE FUNCTION index_registrations(of_register uuid, entries jsonb) RETURNS void
     LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
   DECLARE
     place integer;
     span record;
   BEGIN
     INSERT INTO search_register (body_id, aoo_id, register_id, last_year, last_number)
     SELECT register.body_id, register.aoo_id, register.id, 0, 0 FROM register
      WHERE register.id = of_register AND register.body_id = app_body()
         ON CONFLICT (register_id) DO NOTHING;
     SELECT no INTO place FROM search_register
      WHERE register_id = of_register AND body_id = app_body() FOR UPDATE;
     IF place IS NULL THEN RAISE EXCEPTION 'there is no such register in this body'; END IF;
     FOR span IN SELECT (entry->>'year')::integer AS year, max((entry->>'number')::integer) AS highest
                   FROM jsonb_array_elements(entries) entry GROUP BY 1 ORDER BY 1
     LOOP
       IF span.year NOT BETWEEN 1900 AND 2200 THEN RAISE EXCEPTION 'no register is of the year %', span.year; END IF;
       IF to_regclass('registration_search_y' || span.year) IS NULL THEN
         PERFORM pg_advisory_xact_lock(7281944, span.year);
         EXECUTE format('CREATE TABLE IF NOT EXISTS registration_search_y%s PARTITION OF registration_search FOR VALUES IN (%s)',
                        span.year, span.year);
       END IF;
       INSERT INTO search_year (register_no, year, highest) VALUES (place, span.year, span.highest)
           ON CONFLICT (register_no, year) DO UPDATE SET highest = greatest(search_year.highest, excluded.highest);
       UPDATE search_register SET last_year = span.year, last_number = span.highest
        WHERE no = place AND (span.year, span.highest) > (last_year, last_number);
     END LOOP;
     INSERT INTO registration_search AS known
           (register_no, year, number, registered_on, registration_id, office_id, direction, means,
            classification_code, annulled, offices, readers, words)
     SELECT place, year, number, registered_on, registration_id, office_id, direction, means, classification_code,
            annulled, offices, readers, to_tsvector('italian', words)
       FROM jsonb_to_recordset(entries) AS entry(
              year integer, number integer, registered_on date, registration_id uuid, office_id uuid, direction text,
              means text, classification_code text, annulled boolean, offices uuid[], readers uuid[], words text)
         ON CONFLICT (year, register_no, number) DO UPDATE
            SET office_id = excluded.office_id, classification_code = excluded.classification_code,
                annulled = excluded.annulled, offices = excluded.offices, readers = excluded.readers,
                words = excluded.words;
   END $$`,
];

/**
 * Rows to search by stand in partitions of a year, outside the numbering transaction. The application can neither read
 * nor write them: it asks one function, and fills them by another; both write the body themselves, and the first one
 * what the person who asks may see.
 */
export class SearchByYear1795598865240 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION ${OLD_SEARCH}`);
    await runner.query(`DROP TABLE registration_search`);
    await runner.query(`
      CREATE TABLE search_register (
        no integer GENERATED ALWAYS AS IDENTITY CONSTRAINT search_register_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        register_id uuid NOT NULL CONSTRAINT search_register_register_key UNIQUE,
        last_year integer NOT NULL,
        last_number integer NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE search_year (
        register_no integer NOT NULL,
        year integer NOT NULL,
        highest integer NOT NULL,
        CONSTRAINT search_year_pkey PRIMARY KEY (register_no, year)
      )`);
    await runner.query(`
      CREATE TABLE registration_search (
        register_no integer NOT NULL,
        year integer NOT NULL,
        number integer NOT NULL,
        registered_on date NOT NULL,
        registration_id uuid NOT NULL,
        office_id uuid,
        direction text NOT NULL,
        means text,
        classification_code text NOT NULL,
        annulled boolean NOT NULL,
        offices uuid[] NOT NULL,
        readers uuid[],
        words tsvector NOT NULL,
        CONSTRAINT registration_search_pkey PRIMARY KEY (year, register_no, number)
      ) PARTITION BY LIST (year)`);
    await runner.query(`CREATE INDEX registration_search_words_idx ON registration_search USING gin (words)`);
    await runner.query(
      `CREATE INDEX registration_search_office_idx ON registration_search (office_id, number)`,
    );
    await runner.query(
      `CREATE INDEX registration_search_class_idx ON registration_search (classification_code, number)`,
    );
    // No policy at all: nobody but the owner, that is the functions below, reads it.
    await runner.query(`ALTER TABLE search_register ENABLE ROW LEVEL SECURITY`);
    for (const statement of [NUMBER_ON, SEARCH_FUNCTION, ...INDEX_FUNCTIONS]) await runner.query(statement);
    await runner.query(`REVOKE ALL ON FUNCTION search_number_on(text, integer, date, integer) FROM PUBLIC`);
    for (const signature of FUNCTIONS) {
      await runner.query(`REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO libro_firma_application`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const signature of FUNCTIONS) await runner.query(`DROP FUNCTION ${signature}`);
    await runner.query(`DROP FUNCTION search_number_on(text, integer, date, integer)`);
    await runner.query(`DROP TABLE registration_search, search_year, search_register`);
    for (const statement of OLD_WORDS) await runner.query(statement);
    await runner.query(`REVOKE ALL ON FUNCTION ${OLD_SEARCH} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${OLD_SEARCH} TO libro_firma_application`);
  }
}
