import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Packages of finished acts. */
export class CreateArchive1795300260000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE archive_package (
        id uuid NOT NULL CONSTRAINT archive_package_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        request_id uuid NOT NULL,
        sha256 text NOT NULL,
        size bigint NOT NULL,
        manifest jsonb NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX archive_package_request_key ON archive_package (request_id)`);
    await runner.query(`
      CREATE TRIGGER archive_package_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON archive_package
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`ALTER TABLE archive_package ENABLE ROW LEVEL SECURITY`);
    await runner.query(
      `CREATE POLICY archive_package_of_body ON archive_package USING (body_id = app_body())`,
    );
    await runner.query(`GRANT SELECT, INSERT ON archive_package TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE archive_package`);
  }
}
