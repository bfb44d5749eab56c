import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Copies of what was registered at the desk, for recipients who have no digital address. */
export class PrintCopies1795640520093 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE copy ALTER COLUMN request_id DROP NOT NULL, ADD COLUMN registration_id uuid, ADD COLUMN signers jsonb`,
    );
    await runner.query(`
      ALTER TABLE copy ADD CONSTRAINT copy_of_one_check CHECK (num_nonnulls(request_id, registration_id) = 1)`);
    await runner.query(`CREATE UNIQUE INDEX copy_registration_key ON copy (registration_id)`);
    await runner.query(`
      CREATE TABLE dispatch_copy (
        dispatch_id uuid NOT NULL CONSTRAINT dispatch_copy_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        copy_id uuid NOT NULL
      )`);
    await runner.query(`
      CREATE TRIGGER dispatch_copy_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dispatch_copy
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`ALTER TABLE dispatch_copy ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY dispatch_copy_of_body ON dispatch_copy USING (body_id = app_body())`);
    await runner.query(`GRANT SELECT, INSERT ON dispatch_copy TO libro_firma_application`);
    await runner.query(`
      ALTER TABLE dispatch ADD COLUMN print_copy text
        CONSTRAINT dispatch_print_copy_check CHECK (print_copy IN ('DUE', 'READY'))`);
    await copyOfCode(runner, 'body_id uuid, request_id uuid, registration_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await copyOfCode(runner, 'body_id uuid, request_id uuid');
    await runner.query(`ALTER TABLE dispatch DROP COLUMN print_copy`);
    await runner.query(`DROP TABLE dispatch_copy`);
    // Copies of registrations have no place in the table as it was, and its rows are never deleted.
    await runner.query(`ALTER TABLE copy DISABLE TRIGGER copy_is_append_only`);
    await runner.query(`DELETE FROM copy WHERE request_id IS NULL`);
    await runner.query(`ALTER TABLE copy ENABLE TRIGGER copy_is_append_only`);
    await runner.query(`ALTER TABLE copy DROP CONSTRAINT copy_of_one_check`);
    await runner.query(
      `ALTER TABLE copy DROP COLUMN registration_id, DROP COLUMN signers, ALTER COLUMN request_id SET NOT NULL`,
    );
  }
}

/** Whoever holds the paper belongs to no body: the whole code, and nothing less, opens the one row. */
async function copyOfCode(runner: QueryRunner, columns: string): Promise<void> {
  const names = columns.split(', ').map((column) => `copy.${column.split(' ')[0]}`);
  await runner.query(`DROP FUNCTION copy_of_code(text)`);
  await runner.query(`
    CREATE FUNCTION copy_of_code(wanted text) RETURNS TABLE (${columns})
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
      $$ SELECT ${names.join(', ')} FROM copy WHERE copy.code = wanted $$`);
  await runner.query(`REVOKE ALL ON FUNCTION copy_of_code(text) FROM PUBLIC`);
  await runner.query(`GRANT EXECUTE ON FUNCTION copy_of_code(text) TO libro_firma_application`);
}
