import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Verifications that are not answered at once, or tried again; and the files that wait for them or are kept for a time. */
export class QueueVerifications1795614486000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE verification_request (
        id uuid NOT NULL CONSTRAINT verification_request_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        asked_by_id uuid NOT NULL,
        file_name text NOT NULL,
        sha256 text NOT NULL,
        size bigint NOT NULL,
        contents jsonb NOT NULL,
        origin text NOT NULL,
        state text NOT NULL,
        tries integer NOT NULL,
        next_try_at timestamptz,
        kept_until timestamptz,
        run_id uuid,
        asked_at timestamptz NOT NULL,
        version integer NOT NULL
      )`);
    await runner.query(
      `CREATE INDEX verification_request_due_idx ON verification_request (body_id, next_try_at) WHERE state = 'WAITING'`,
    );
    await runner.query(`ALTER TABLE verification_request ENABLE ROW LEVEL SECURITY`);
    await runner.query(
      `CREATE POLICY verification_request_of_body ON verification_request USING (body_id = app_body())`,
    );
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON verification_request TO libro_firma_application`);

    // Who needs which bytes, and until when; a digest tells nothing of a body, and all bodies share the store.
    await runner.query(`
      CREATE TABLE passing_file (
        request_id uuid NOT NULL,
        sha256 text NOT NULL,
        until timestamptz NOT NULL,
        CONSTRAINT passing_file_pkey PRIMARY KEY (request_id, sha256)
      )`);
    await runner.query(`CREATE INDEX passing_file_sha256_idx ON passing_file (sha256)`);
    await runner.query(`CREATE INDEX passing_file_until_idx ON passing_file (until)`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON passing_file TO libro_firma_application`);

    await runner.query(`ALTER TABLE verification_run ADD COLUMN follows_id uuid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE verification_run DROP COLUMN follows_id`);
    await runner.query(`DROP TABLE passing_file`);
    await runner.query(`DROP TABLE verification_request`);
  }
}
