import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The same search, open also to whom an entry is assigned: `offices` of a row holds offices whose heads see it and persons
 * who have it assigned. A head sees what is of the offices that he heads, not of those in which he only works.
 */
const SEARCH_OF_ASSIGNEES = `
  CREATE OR REPLACE FUNCTION search_registrations(
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
           coalesce(bool_or(role NOT IN ('administrator', 'operator')), false) AS reads,
           coalesce(array_agg(DISTINCT office_id) FILTER (WHERE role = 'office-head'), '{}') AS headed,
           coalesce(array_agg(DISTINCT office_id) FILTER (WHERE office_id IS NOT NULL), '{}') AS offices
      INTO reader FROM appointment
     WHERE body_id = app_body() AND person_id = asking AND aoo_id = place.aoo_id
       AND valid_from <= today AND (valid_to IS NULL OR valid_to >= today);
    IF NOT reader.reads THEN RETURN; END IF;
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
            USING place.no, low, high, wanted, query, array_append(reader.offices, asking), array_append(reader.headed, asking), missing;
        ELSE
          RETURN QUERY EXECUTE format(
            'SELECT registration_id FROM (SELECT registration_id, number FROM %I
               WHERE register_no = $1 AND number BETWEEN $2 AND $3 AND %s OFFSET 0) fenced
              ORDER BY number DESC LIMIT $8', part, condition)
            USING place.no, low, high, wanted, query, array_append(reader.offices, asking), array_append(reader.headed, asking), missing;
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

/** As it was before, for whoever goes down. */
const SEARCH_OF_HEADS = `
  CREATE OR REPLACE FUNCTION search_registrations(
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

/** To whom registrations are assigned, and what they may see by it. */
export class AssignRegistrations1795612367057 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE assignment (
        id uuid NOT NULL CONSTRAINT assignment_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        registration_id uuid NOT NULL,
        kind text NOT NULL,
        office_id uuid NOT NULL,
        person_id uuid,
        note text,
        state text NOT NULL,
        assigned_by uuid,
        assigned_at timestamptz NOT NULL,
        decided_by uuid,
        decided_at timestamptz,
        reason text,
        version integer NOT NULL,
        CONSTRAINT assignment_kind_check CHECK (kind IN ('COMPETENCE', 'KNOWLEDGE')),
        CONSTRAINT assignment_state_check CHECK (state IN ('PENDING', 'ACCEPTED', 'REFUSED', 'WITHDRAWN'))
      )`);
    await runner.query(`CREATE INDEX assignment_registration_idx ON assignment (registration_id)`);
    await runner.query(
      `CREATE INDEX assignment_person_idx ON assignment (person_id, id) WHERE person_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX assignment_office_idx ON assignment (office_id, id) WHERE person_id IS NULL`,
    );
    await runner.query(`ALTER TABLE assignment ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY assignment_of_body ON assignment USING (body_id = app_body())`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON assignment TO libro_firma_application`);
    await runner.query(SEARCH_OF_ASSIGNEES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(SEARCH_OF_HEADS);
    await runner.query(`DROP TABLE assignment`);
  }
}
