import type { MigrationInterface, QueryRunner } from 'typeorm';

const FUNCTIONS = [
  'search_imported_registrations(uuid, jsonb, integer, integer, integer, integer)',
  'register_imports_owed(timestamptz)',
];

/**
 * Entries that another system numbered. They lie in a table of their own: neither the chain, nor the register of the day,
 * nor a proof ever reads it. Newest first; common words are met among the newest entries, rare ones are few.
 */
const SEARCH = `
  CREATE FUNCTION search_imported_registrations(
      wanted_register uuid, wanted jsonb, before_year integer, before_number integer, before_line integer,
      wanted_count integer)
    RETURNS TABLE (imported_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
  DECLARE
    asking uuid := nullif(current_setting('app.person', true), '')::uuid;
    today date := (clock_timestamp() AT TIME ZONE 'Europe/Rome')::date;
    reader record;
    taken record;
    query tsquery;
    condition text := 'register_id = $1 AND (year, number, line) < ($2, $3, $4)';
    looks_for text := 'true';
    found_here integer;
  BEGIN
    IF wanted_count NOT BETWEEN 1 AND 10001 THEN RAISE EXCEPTION 'a page has from 1 to 10000 rows'; END IF;
    SELECT aoo_id INTO taken FROM register_import
     WHERE register_id = wanted_register AND body_id = app_body() AND state IN ('LOADED', 'SEALED') LIMIT 1;
    IF NOT FOUND THEN RETURN; END IF;
    SELECT coalesce(bool_or(role IN ('records-manager', 'records-manager-vicar')), false) AS manages,
           coalesce(bool_or(role IN ('protocol-operator', 'auditor')), false) AS sees_all,
           coalesce(bool_or(role = 'office-head'), false) AS heads,
           coalesce(array_agg(DISTINCT office_id) FILTER (WHERE role = 'office-head'), '{}') AS offices
      INTO reader FROM appointment
     WHERE body_id = app_body() AND person_id = asking AND aoo_id = taken.aoo_id
       AND valid_from <= today AND (valid_to IS NULL OR valid_to >= today);
    IF NOT (reader.manages OR reader.sees_all OR reader.heads) THEN RETURN; END IF;
    IF NOT reader.manages THEN condition := condition || ' AND NOT reserved'; END IF;
    IF NOT (reader.manages OR reader.sees_all) THEN condition := condition || ' AND office_id = ANY($7)'; END IF;
    IF wanted ? 'words' THEN
      query := plainto_tsquery('italian', wanted->>'words');
      IF numnode(query) = 0 THEN RETURN; END IF;
      looks_for := 'words @@ $6';
    END IF;
    IF wanted ? 'year' THEN condition := condition || ' AND year = ($5->>''year'')::integer'; END IF;
    IF wanted ? 'number' THEN condition := condition || ' AND number = ($5->>''number'')::integer'; END IF;
    IF wanted ? 'direction' THEN condition := condition || ' AND direction = $5->>''direction'''; END IF;
    IF wanted ? 'means' THEN condition := condition || ' AND means = $5->>''means'''; END IF;
    IF wanted ? 'officeId' THEN condition := condition || ' AND office_id = ($5->>''officeId'')::uuid'; END IF;
    IF wanted ? 'classification' THEN
      condition := condition || ' AND classification_code = $5->>''classification''';
    END IF;
    IF wanted ? 'annulled' THEN condition := condition || ' AND annulled = ($5->>''annulled'')::boolean'; END IF;
    IF wanted ? 'from' THEN condition := condition || ' AND registered_on >= ($5->>''from'')::date'; END IF;
    IF wanted ? 'to' THEN condition := condition || ' AND registered_on <= ($5->>''to'')::date'; END IF;
    IF query IS NOT NULL THEN
      -- The newest in order first: a page of a common word is full here, and is the answer.
      EXECUTE format(
        'SELECT count(*) FROM (SELECT 1 FROM (SELECT words FROM imported_registration WHERE %s
           ORDER BY year DESC, number DESC, line DESC LIMIT 2000) newest WHERE %s LIMIT $8) hit', condition, looks_for)
        INTO found_here
        USING wanted_register, before_year, before_number, before_line, wanted, query, reader.offices, wanted_count;
      IF found_here < wanted_count THEN
        RETURN QUERY EXECUTE format(
          'SELECT id FROM (SELECT id, year, number, line FROM imported_registration WHERE %s AND %s OFFSET 0) fenced
            ORDER BY year DESC, number DESC, line DESC LIMIT $8', condition, looks_for)
          USING wanted_register, before_year, before_number, before_line, wanted, query, reader.offices, wanted_count;
        RETURN;
      END IF;
    END IF;
    RETURN QUERY EXECUTE format(
      'SELECT id FROM imported_registration WHERE %s AND %s
        ORDER BY year DESC, number DESC, line DESC LIMIT $8', condition, looks_for)
      USING wanted_register, before_year, before_number, before_line, wanted, query, reader.offices, wanted_count;
  END $$`;

/** How a register begins: what another system numbered before it, and the act that says with which number it goes on. */
export class StartRegisters1795625944196 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createImports(runner);
    await this.createEntries(runner);
    await this.createOpenings(runner);
    await runner.query(SEARCH);
    await runner.query(`
      CREATE FUNCTION register_imports_owed(at timestamptz) RETURNS TABLE (id uuid, body_id uuid, aoo_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT owed.id, owed.body_id, owed.aoo_id FROM register_import owed
         WHERE (owed.state IN ('LOADING', 'LOADED') OR (owed.state IN ('ABANDONED', 'REFUSED', 'REPLACED') AND owed.holds_rows))
           AND (owed.lease_until IS NULL OR owed.lease_until < at)
         ORDER BY owed.id LIMIT 20 $$`);
    for (const signature of FUNCTIONS) {
      await runner.query(`REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO libro_firma_application`);
    }
  }

  private async createImports(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE register_import (
        id uuid NOT NULL CONSTRAINT register_import_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        register_id uuid NOT NULL,
        state text NOT NULL,
        file_name text NOT NULL,
        file_sha256 text NOT NULL,
        size bigint NOT NULL,
        encoding text NOT NULL,
        lines_done integer NOT NULL DEFAULT 0,
        taken integer NOT NULL DEFAULT 0,
        lease_until timestamptz,
        holds_rows boolean NOT NULL DEFAULT true,
        refusal jsonb,
        report jsonb,
        findings_sha256 text,
        report_sha256 text,
        imported_by uuid NOT NULL,
        received_at timestamptz NOT NULL,
        loaded_at timestamptz,
        CONSTRAINT register_import_state_check
          CHECK (state IN ('LOADING', 'LOADED', 'SEALED', 'REFUSED', 'ABANDONED', 'REPLACED'))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX register_import_one_key ON register_import (register_id)
        WHERE state IN ('LOADING', 'LOADED', 'SEALED')`);
    await runner.query(`
      CREATE TABLE register_import_fault (
        import_id uuid NOT NULL,
        line integer NOT NULL,
        body_id uuid NOT NULL,
        reason text NOT NULL,
        CONSTRAINT register_import_fault_pkey PRIMARY KEY (import_id, line)
      )`);
    for (const table of ['register_import', 'register_import_fault']) await this.fence(runner, table);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON register_import TO libro_firma_application`);
    await runner.query(`GRANT SELECT, INSERT ON register_import_fault TO libro_firma_application`);
  }

  private async createEntries(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE imported_registration (
        id uuid NOT NULL CONSTRAINT imported_registration_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        register_id uuid NOT NULL,
        import_id uuid NOT NULL,
        line integer NOT NULL,
        year integer NOT NULL,
        number integer NOT NULL,
        registered_on date NOT NULL,
        registered_time text,
        direction text NOT NULL,
        subject text NOT NULL,
        senders text[] NOT NULL,
        recipients text[] NOT NULL,
        classification_code text,
        means text,
        sender_reference text,
        sender_reference_date date,
        received_on date,
        office_id uuid,
        office text,
        algorithm text,
        hash text,
        annulled boolean NOT NULL,
        annulment_act text,
        reserved boolean NOT NULL,
        notes text,
        words tsvector NOT NULL,
        CONSTRAINT imported_registration_number_check CHECK (number > 0),
        CONSTRAINT imported_registration_direction_check CHECK (direction IN ('INCOMING', 'OUTGOING', 'INTERNAL'))
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX imported_registration_place_key ON imported_registration (register_id, year, number, line)`,
    );
    await runner.query(
      `CREATE INDEX imported_registration_words_idx ON imported_registration USING gin (words)`,
    );
    await this.fence(runner, 'imported_registration');
    await runner.query(`GRANT SELECT, INSERT, DELETE ON imported_registration TO libro_firma_application`);
    // Once a register has a number of its own, what was imported stands for ever: nothing comes, nothing goes.
    await runner.query(`
      CREATE FUNCTION refuse_import_after_first_number() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM (SELECT DISTINCT body_id, aoo_id, register_id FROM changed) place
                     JOIN registration own ON own.body_id = place.body_id AND own.aoo_id = place.aoo_id
                      AND own.register_id = place.register_id) THEN
          RAISE EXCEPTION 'this register has numbers of its own: its import is closed' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NULL;
      END $$`);
    for (const [event, table] of [
      ['INSERT', 'NEW'],
      ['DELETE', 'OLD'],
    ])
      await runner.query(`
        CREATE TRIGGER imported_registration_${event?.toLowerCase()}_before_first_number
          AFTER ${event} ON imported_registration REFERENCING ${table} TABLE AS changed
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_import_after_first_number()`);
    await runner.query(`
      CREATE TRIGGER imported_registration_is_never_changed BEFORE UPDATE OR TRUNCATE ON imported_registration
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    for (const trigger of ['insert_before_first_number', 'delete_before_first_number', 'is_never_changed'])
      await runner.query(
        `ALTER TABLE imported_registration ENABLE ALWAYS TRIGGER imported_registration_${trigger}`,
      );
  }

  private async createOpenings(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE register_opening (
        id uuid NOT NULL CONSTRAINT register_opening_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        register_id uuid NOT NULL,
        sequence integer NOT NULL,
        year integer NOT NULL,
        first_number integer NOT NULL,
        act_reference text NOT NULL,
        act_date date NOT NULL,
        decided_by uuid NOT NULL,
        decided_at timestamptz NOT NULL,
        CONSTRAINT register_opening_sequence_key UNIQUE (register_id, sequence),
        CONSTRAINT register_opening_number_check CHECK (first_number > 0),
        CONSTRAINT register_opening_act_check CHECK (length(act_reference) > 0)
      )`);
    await runner.query(`
      CREATE TRIGGER register_opening_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_opening
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`ALTER TABLE register_opening ENABLE ALWAYS TRIGGER register_opening_is_append_only`);
    await this.fence(runner, 'register_opening');
    await runner.query(`GRANT SELECT, INSERT ON register_opening TO libro_firma_application`);
  }

  private async fence(runner: QueryRunner, table: string): Promise<void> {
    await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY ${table}_of_body ON ${table} USING (body_id = app_body())`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const signature of FUNCTIONS) await runner.query(`DROP FUNCTION ${signature}`);
    for (const table of [
      'register_opening',
      'imported_registration',
      'register_import_fault',
      'register_import',
    ])
      await runner.query(`DROP TABLE ${table}`);
    await runner.query(`DROP FUNCTION refuse_import_after_first_number()`);
  }
}
