import type { MigrationInterface, QueryRunner } from 'typeorm';

const LEGAL = ['daily_register', 'daily_register_timestamp'];

/** The register of each day, closed for ever, and the trusted time of its root (AgID, Linee guida 3.1.6). */
export class CloseDays1795602678876 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE daily_register (
        id uuid NOT NULL CONSTRAINT daily_register_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        register_id uuid NOT NULL,
        day date NOT NULL,
        progressive integer NOT NULL,
        identifier text NOT NULL,
        year integer NOT NULL,
        first_number integer,
        last_number integer,
        through_year integer NOT NULL,
        through_number integer NOT NULL,
        entry_count integer NOT NULL,
        merkle_root bytea NOT NULL,
        json_sha256 text NOT NULL,
        pdf_sha256 text NOT NULL,
        clock_offset_ms integer NOT NULL,
        due_on date NOT NULL,
        closed_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX daily_register_day_key ON daily_register (register_id, day)`);
    await runner.query(`
      CREATE UNIQUE INDEX daily_register_progressive_key
          ON daily_register (register_id, year, progressive)`);
    await runner.query(`
      CREATE TABLE daily_register_timestamp (
        daily_register_id uuid NOT NULL CONSTRAINT daily_register_timestamp_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        token bytea NOT NULL,
        stamped_at timestamptz NOT NULL
      )`);
    for (const table of LEGAL) {
      await runner.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
      await runner.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_is_append_only`);
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_of_body ON ${table} USING (body_id = app_body())`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO libro_firma_application`);
    }
    // Which registers have a day to close, in all bodies: only which, nothing of their entries.
    await runner.query(`
      CREATE FUNCTION registers_to_close(before_day date)
        RETURNS TABLE (body_id uuid, aoo_id uuid, register_id uuid, next_day date)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT register.body_id, register.aoo_id, register.id, coalesce(closed.day + 1, begun.day)
          FROM register
          LEFT JOIN LATERAL (SELECT day FROM daily_register done WHERE done.register_id = register.id
                              ORDER BY day DESC LIMIT 1) closed ON true
          LEFT JOIN LATERAL (SELECT registered_on AS day FROM registration entry
                              WHERE entry.body_id = register.body_id AND entry.aoo_id = register.aoo_id
                                AND entry.register_id = register.id
                              ORDER BY year, number LIMIT 1) begun ON closed.day IS NULL
         WHERE register.kind = 'PROTOCOL' AND coalesce(closed.day + 1, begun.day) < before_day $$`);
    await runner.query(`REVOKE ALL ON FUNCTION registers_to_close(date) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION registers_to_close(date) TO libro_firma_application`);
    await runner.query(`
      CREATE FUNCTION daily_registers_to_stamp() RETURNS TABLE (id uuid, body_id uuid, aoo_id uuid, merkle_root bytea)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT id, body_id, aoo_id, merkle_root FROM daily_register closed
         WHERE NOT EXISTS (SELECT 1 FROM daily_register_timestamp stamped WHERE stamped.daily_register_id = closed.id)
         ORDER BY closed_at LIMIT 100 $$`);
    await runner.query(`REVOKE ALL ON FUNCTION daily_registers_to_stamp() FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION daily_registers_to_stamp() TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION registers_to_close(date), daily_registers_to_stamp()`);
    for (const table of [...LEGAL].reverse()) await runner.query(`DROP TABLE ${table}`);
  }
}
