import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A policy keeps an index from being used by operators that might tell what they compare: words, arrays and likeness are
 * asked of functions, which write the body themselves.
 */
const FUNCTIONS: readonly (readonly [string, string])[] = [
  [
    'search_correspondents(uuid, text, integer)',
    `CREATE FUNCTION search_correspondents(wanted_aoo uuid, wanted text, wanted_count integer)
       RETURNS TABLE (id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
       SELECT found.id FROM correspondent found
        WHERE found.body_id = app_body() AND found.aoo_id = wanted_aoo AND found.merged_into IS NULL
          AND to_tsvector('simple', found.words) @@ to_tsquery('simple', wanted)
        ORDER BY found.name, found.id LIMIT wanted_count $$`,
  ],
  [
    'registrations_with_files(uuid, text[])',
    `CREATE FUNCTION registrations_with_files(wanted_aoo uuid, wanted text[])
       RETURNS TABLE (id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
       SELECT found.registration_id FROM registration_trace found
        WHERE found.body_id = app_body() AND found.aoo_id = wanted_aoo AND found.hashes && wanted
        ORDER BY found.registered_on DESC LIMIT 50 $$`,
  ],
  [
    'registrations_like(uuid, text, date, real)',
    `CREATE FUNCTION registrations_like(wanted_aoo uuid, wanted text, since date, threshold real)
       RETURNS TABLE (id uuid, counterpart_key text, likeness real)
       LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
     BEGIN
       PERFORM set_config('pg_trgm.similarity_threshold', threshold::text, true);
       RETURN QUERY
         SELECT found.registration_id, found.counterpart_key, similarity(found.subject, wanted)
           FROM registration_trace found
          WHERE found.body_id = app_body() AND found.aoo_id = wanted_aoo AND found.registered_on >= since
            AND found.subject % wanted
          ORDER BY 3 DESC LIMIT 50;
     END $$`,
  ],
];

/** Whom an AOO corresponds with, and what a registration is compared with others by. */
export class KnowCorrespondents1795611606439 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Trusted since PostgreSQL 13: the owner of the database may create it.
    await runner.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
    await runner.query(`
      CREATE TABLE correspondent (
        id uuid NOT NULL CONSTRAINT correspondent_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        kind text NOT NULL,
        name text NOT NULL,
        family_name text,
        tax_code text,
        tax_key text,
        ipa_code text,
        ipa_key text,
        aoo_code text,
        email text,
        words text NOT NULL,
        version integer NOT NULL,
        merged_into uuid
      )`);
    await runner.query(`CREATE INDEX correspondent_tax_key_idx ON correspondent (aoo_id, tax_key)`);
    await runner.query(`CREATE INDEX correspondent_ipa_key_idx ON correspondent (aoo_id, ipa_key)`);
    await runner.query(`CREATE INDEX correspondent_name_idx ON correspondent (aoo_id, name, id)`);
    await runner.query(
      `CREATE INDEX correspondent_words_idx ON correspondent USING gin (to_tsvector('simple', words))`,
    );
    await runner.query(`
      CREATE TABLE correspondent_version (
        correspondent_id uuid NOT NULL,
        version integer NOT NULL,
        body_id uuid NOT NULL,
        known jsonb NOT NULL,
        reason text NOT NULL,
        changed_by uuid,
        changed_at timestamptz NOT NULL,
        CONSTRAINT correspondent_version_pkey PRIMARY KEY (correspondent_id, version)
      )`);
    await runner.query(`
      CREATE TRIGGER correspondent_version_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON correspondent_version
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TABLE registration_trace (
        registration_id uuid NOT NULL CONSTRAINT registration_trace_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        registered_on date NOT NULL,
        direction text NOT NULL,
        counterpart_key text,
        message_id text,
        reference_key text,
        subject text NOT NULL,
        classification_code text NOT NULL,
        means text,
        hashes text[] NOT NULL,
        reserved boolean NOT NULL
      )`);
    await runner.query(
      `CREATE INDEX registration_trace_counterpart_idx ON registration_trace (aoo_id, counterpart_key, registered_on)`,
    );
    await runner.query(
      `CREATE INDEX registration_trace_message_idx ON registration_trace (aoo_id, message_id)`,
    );
    await runner.query(`CREATE INDEX registration_trace_hashes_idx ON registration_trace USING gin (hashes)`);
    await runner.query(
      `CREATE INDEX registration_trace_subject_idx ON registration_trace USING gin (subject gin_trgm_ops)`,
    );
    for (const table of ['correspondent', 'correspondent_version', 'registration_trace']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_of_body ON ${table} USING (body_id = app_body())`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO libro_firma_application`);
    }
    await runner.query(`GRANT UPDATE ON correspondent, registration_trace TO libro_firma_application`);
    for (const [signature, statement] of FUNCTIONS) {
      await runner.query(statement);
      await runner.query(`REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO libro_firma_application`);
    }
    // What was registered before is followed again from its beginning: writing it twice changes nothing.
    await runner.query(`UPDATE search_register SET last_year = 0, last_number = 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [signature] of FUNCTIONS) await runner.query(`DROP FUNCTION ${signature}`);
    await runner.query(`DROP TABLE registration_trace, correspondent_version, correspondent`);
    await runner.query(`DROP EXTENSION pg_trgm`);
  }
}
