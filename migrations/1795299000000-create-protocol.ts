import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The legal tables: what is in them is never changed and never deleted, by nobody (DPR 445/2000 art. 53 and 54). */
const LEGAL = ['registration', 'registration_file', 'registration_segnatura'];

/** The register, the hashes that its numbers are bound to, their segnature, and the words by which they are found. */
export class CreateProtocol1795299000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE registration (
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        register_id uuid NOT NULL,
        year integer NOT NULL,
        number integer NOT NULL,
        id uuid NOT NULL,
        register_code text NOT NULL,
        registered_at timestamptz NOT NULL,
        registered_on date NOT NULL,
        direction text NOT NULL,
        subject text NOT NULL,
        sender jsonb,
        recipients jsonb NOT NULL,
        classification_code text NOT NULL,
        means text,
        sender_reference text,
        received_on date,
        operator_id uuid,
        office_id uuid,
        key text NOT NULL,
        segnatura_hash bytea NOT NULL,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL,
        CONSTRAINT registration_pkey PRIMARY KEY (body_id, aoo_id, register_id, year, number),
        CONSTRAINT registration_number_check CHECK (number > 0),
        CONSTRAINT registration_direction_check CHECK (direction IN ('INCOMING', 'OUTGOING', 'INTERNAL'))
      )`);
    await runner.query(`CREATE UNIQUE INDEX registration_id_key ON registration (id)`);
    await runner.query(`CREATE UNIQUE INDEX registration_key_key ON registration (aoo_id, key)`);

    await runner.query(`
      CREATE TABLE registration_file (
        registration_id uuid NOT NULL,
        position integer NOT NULL,
        body_id uuid NOT NULL,
        role text NOT NULL,
        file_name text NOT NULL,
        media_type text NOT NULL,
        size bigint NOT NULL,
        algorithm text NOT NULL,
        hash bytea NOT NULL,
        document_version_id uuid,
        signed boolean NOT NULL,
        CONSTRAINT registration_file_pkey PRIMARY KEY (registration_id, position),
        CONSTRAINT registration_file_role_check CHECK (role IN ('MAIN', 'ANNEX')),
        CONSTRAINT registration_file_hash_check CHECK (algorithm <> 'SHA-256' OR octet_length(hash) = 32)
      )`);

    await runner.query(`
      CREATE TABLE registration_segnatura (
        registration_id uuid NOT NULL CONSTRAINT registration_segnatura_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        version text NOT NULL,
        xml text NOT NULL
      )`);

    for (const table of LEGAL) {
      await runner.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
      // Also in a session that plays a replica, where ordinary triggers sleep.
      await runner.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_is_append_only`);
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_of_body ON ${table} USING (body_id = app_body())`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO libro_firma_application`);
    }

    await this.createSearch(runner);
  }

  /**
   * Words lie outside the legal rows, and no policy stands on reading them: one made a search of 0.1 ms take 44. So the
   * application cannot read the table at all; it asks one function, which writes the body itself.
   */
  private async createSearch(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE registration_search (
        registration_id uuid NOT NULL CONSTRAINT registration_search_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        register_id uuid NOT NULL,
        year integer NOT NULL,
        number integer NOT NULL,
        direction text NOT NULL,
        words tsvector NOT NULL
      )`);
    await runner.query(`CREATE INDEX registration_search_words_idx ON registration_search USING gin (words)`);
    await runner.query(`ALTER TABLE registration_search ENABLE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY registration_search_of_body ON registration_search FOR INSERT
        WITH CHECK (body_id = app_body())`);
    await runner.query(`GRANT INSERT ON registration_search TO libro_firma_application`);
    await runner.query(`
      CREATE FUNCTION search_registrations(
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
           ORDER BY found.year DESC, found.number DESC LIMIT wanted_count $$`);
    const signature = `search_registrations(uuid, uuid, text, integer, integer, text, integer, integer, integer)`;
    await runner.query(`REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP FUNCTION search_registrations(uuid, uuid, text, integer, integer, text, integer, integer, integer)`,
    );
    await runner.query(`DROP TABLE registration_search`);
    for (const table of [...LEGAL].reverse()) await runner.query(`DROP TABLE ${table}`);
  }
}
