import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An act may bear a number of several registers, and of one register a second one when the first is annulled; steps that
 * the system itself performs; each state in which an act is copied and packed has an edition of its own.
 */
export class NumberActsInRegisters1795610619407 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE request_number (
        id uuid NOT NULL CONSTRAINT request_number_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        request_id uuid NOT NULL,
        revision integer NOT NULL,
        register text NOT NULL,
        step_id uuid,
        key text NOT NULL,
        asked_at timestamptz NOT NULL,
        again_of uuid,
        registration_id uuid,
        number text,
        registered_on date,
        annulled_at timestamptz,
        left_because text
      )`);
    await runner.query(`CREATE UNIQUE INDEX request_number_key_key ON request_number (key)`);
    await runner.query(`CREATE INDEX request_number_request_idx ON request_number (request_id, revision)`);
    await runner.query(`
      CREATE UNIQUE INDEX request_number_registration_key ON request_number (registration_id)`);
    await runner.query(`
      CREATE INDEX request_number_left_idx ON request_number (aoo_id, asked_at)
        WHERE left_because IS NOT NULL AND annulled_at IS NULL`);
    await runner.query(`
      INSERT INTO request_number (id, body_id, aoo_id, request_id, revision, register, key, asked_at, registration_id,
                                  number, registered_on, annulled_at)
      SELECT gen_random_uuid(), body_id, aoo_id, id, revision, 'PROTOCOL', 'signing-request:' || id || ':' || revision,
             updated_at, registration_id, registration_number, registered_on, annulled_at
        FROM signing_request WHERE numbering_asked OR registration_id IS NOT NULL`);
    await runner.query(`ALTER TABLE request_number ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY request_number_of_body ON request_number USING (body_id = app_body())`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON request_number TO libro_firma_application`);
    await runner.query(
      `ALTER TABLE route_step ADD COLUMN register text, ADD COLUMN outcome jsonb, ADD COLUMN weight text`,
    );
    await runner.query(`
      ALTER TABLE signing_request
        ADD COLUMN edition integer NOT NULL DEFAULT 1,
        ADD COLUMN annulment_closed_at timestamptz`);
    await runner.query(`ALTER TABLE signing_request ALTER COLUMN edition DROP DEFAULT`);
    for (const table of ['copy', 'archive_package']) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN edition integer NOT NULL DEFAULT 1`);
      await runner.query(`ALTER TABLE ${table} ALTER COLUMN edition DROP DEFAULT`);
      await runner.query(`DROP INDEX ${table}_request_key`);
      await runner.query(`CREATE UNIQUE INDEX ${table}_edition_key ON ${table} (request_id, edition)`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['archive_package', 'copy']) {
      await runner.query(`DROP INDEX ${table}_edition_key`);
      await runner.query(`CREATE UNIQUE INDEX ${table}_request_key ON ${table} (request_id)`);
      await runner.query(`ALTER TABLE ${table} DROP COLUMN edition`);
    }
    await runner.query(`ALTER TABLE signing_request DROP COLUMN edition, DROP COLUMN annulment_closed_at`);
    await runner.query(
      `ALTER TABLE route_step DROP COLUMN register, DROP COLUMN outcome, DROP COLUMN weight`,
    );
    await runner.query(`DROP TABLE request_number`);
  }
}
