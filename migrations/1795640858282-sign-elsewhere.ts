import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files given out to be signed with another program, one person at a time, and what came back of them. */
export class SignElsewhere1795640858282 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signing_download (
        id uuid NOT NULL CONSTRAINT signing_download_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        request_id uuid NOT NULL,
        task_id uuid NOT NULL,
        plico_file_id uuid NOT NULL,
        person_id uuid NOT NULL,
        state text NOT NULL,
        base_version_id uuid NOT NULL,
        base_sha256 text NOT NULL,
        reasons text,
        taken_at timestamptz NOT NULL,
        lease_until timestamptz NOT NULL
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX signing_download_file_key ON signing_download (plico_file_id) WHERE state = 'OPEN'::text`,
    );
    await runner.query(`CREATE INDEX signing_download_task_idx ON signing_download (task_id)`);
    await runner.query(`ALTER TABLE signing_download ENABLE ROW LEVEL SECURITY`);
    await runner.query(
      `CREATE POLICY signing_download_of_body ON signing_download USING (body_id = app_body())`,
    );
    await runner.query(`GRANT SELECT, INSERT ON signing_download TO libro_firma_application`);
    await runner.query(`GRANT UPDATE (state) ON signing_download TO libro_firma_application`);
    await runner.query(`ALTER TABLE signing_item ADD elsewhere jsonb, ADD stamp_at timestamptz`);
    await runner.query(
      `CREATE INDEX signing_item_stamp_idx ON signing_item (stamp_at) WHERE stamp_at IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE signing_item DROP COLUMN elsewhere, DROP COLUMN stamp_at`);
    await runner.query(`DROP TABLE signing_download`);
  }
}
