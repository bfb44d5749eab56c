import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A report is sealed once, and whoever asks for it again gets the same bytes. */
export class KeepSealedReports1795613775000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE verification_report (
        run_id uuid NOT NULL,
        form text NOT NULL,
        body_id uuid NOT NULL,
        sha256 text NOT NULL,
        level text NOT NULL,
        sealed_at timestamptz NOT NULL,
        CONSTRAINT verification_report_pkey PRIMARY KEY (run_id, form)
      )`);
    await runner.query(`ALTER TABLE verification_report ENABLE ROW LEVEL SECURITY`);
    await runner.query(
      `CREATE POLICY verification_report_of_body ON verification_report USING (body_id = app_body())`,
    );
    await runner.query(`
      CREATE TRIGGER verification_report_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON verification_report
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`GRANT SELECT, INSERT ON verification_report TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE verification_report`);
  }
}
