import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Copies of signed acts, and the one function by which somebody without a login may ask about a code. */
export class CreateCopies1795300200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE copy (
        id uuid NOT NULL CONSTRAINT copy_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        request_id uuid NOT NULL,
        sha256 text NOT NULL,
        size bigint NOT NULL,
        code text NOT NULL,
        signed_sha256 text NOT NULL,
        kind text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX copy_request_key ON copy (request_id)`);
    await runner.query(`CREATE UNIQUE INDEX copy_code_key ON copy (code)`);
    await runner.query(`
      CREATE TRIGGER copy_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON copy
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`ALTER TABLE copy ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY copy_of_body ON copy USING (body_id = app_body())`);
    await runner.query(`GRANT SELECT, INSERT ON copy TO libro_firma_application`);
    // Whoever holds the paper belongs to no body: the whole code, and nothing less, opens the one row.
    await runner.query(`
      CREATE FUNCTION copy_of_code(wanted text) RETURNS TABLE (body_id uuid, request_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ SELECT copy.body_id, copy.request_id FROM copy WHERE copy.code = wanted $$`);
    await runner.query(`REVOKE ALL ON FUNCTION copy_of_code(text) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION copy_of_code(text) TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION copy_of_code(text)`);
    await runner.query(`DROP TABLE copy`);
  }
}
