import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Verifications that were made, with the anchors that they rested on. */
export class CreateVerification1795298580000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE verification_run (
        id uuid NOT NULL CONSTRAINT verification_run_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        asked_by_id uuid,
        file_name text NOT NULL,
        sha256 text NOT NULL,
        size bigint NOT NULL,
        conclusion text NOT NULL,
        report jsonb NOT NULL,
        anchors jsonb NOT NULL,
        verified_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX verification_run_sha256_idx ON verification_run (body_id, sha256)`);
    await runner.query(`ALTER TABLE verification_run ENABLE ROW LEVEL SECURITY`);
    await runner.query(
      `CREATE POLICY verification_run_of_body ON verification_run USING (body_id = app_body())`,
    );
    await runner.query(`
      CREATE TRIGGER verification_run_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON verification_run
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`GRANT SELECT, INSERT ON verification_run TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE verification_run`);
  }
}
