import type { MigrationInterface, QueryRunner } from 'typeorm';

const LEGAL = ['registration_receipt', 'daily_register_alarm'];

/** Receipts to citizens (L. 241/1990 art. 18-bis), and the days whose register was not ready in time. */
export class ReceiptsAndLateDays1795615323651 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE registration_receipt (
        id uuid NOT NULL CONSTRAINT registration_receipt_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        registration_id uuid NOT NULL,
        sha256 text NOT NULL,
        ends_on date,
        made_by uuid NOT NULL,
        made_at timestamptz NOT NULL
      )`);
    await runner.query(
      `CREATE INDEX registration_receipt_registration_idx ON registration_receipt (registration_id)`,
    );
    await runner.query(`
      CREATE TABLE daily_register_alarm (
        register_id uuid NOT NULL,
        day date NOT NULL,
        body_id uuid NOT NULL,
        due_on date NOT NULL,
        raised_at timestamptz NOT NULL,
        CONSTRAINT daily_register_alarm_pkey PRIMARY KEY (register_id, day)
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
    // Days of all bodies that were due before a day and are not sealed: ids and dates, nothing of their entries.
    await runner.query(`
      CREATE FUNCTION daily_registers_late(today date)
        RETURNS TABLE (register_id uuid, body_id uuid, aoo_id uuid, day date, due_on date)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT closed.register_id, closed.body_id, closed.aoo_id, closed.day, closed.due_on FROM daily_register closed
         WHERE closed.due_on < today
           AND NOT EXISTS (SELECT 1 FROM daily_register_seal seal WHERE seal.daily_register_id = closed.id)
           AND NOT EXISTS (SELECT 1 FROM daily_register_alarm raised
                            WHERE raised.register_id = closed.register_id AND raised.day = closed.day)
         ORDER BY closed.day LIMIT 100 $$`);
    await runner.query(`REVOKE ALL ON FUNCTION daily_registers_late(date) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION daily_registers_late(date) TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION daily_registers_late(date)`);
    for (const table of LEGAL) await runner.query(`DROP TABLE ${table}`);
  }
}
