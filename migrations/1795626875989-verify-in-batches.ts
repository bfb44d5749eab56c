import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Many files verified in one go: each is a request of its own, of which the batch knows. */
export class VerifyInBatches1795626875989 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What was refused when it came has no request; it stands with the batch, by its place among the files.
    await runner.query(`
      CREATE TABLE verification_batch (
        id uuid NOT NULL CONSTRAINT verification_batch_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        asked_by_id uuid NOT NULL,
        asked_at timestamptz NOT NULL,
        refused jsonb NOT NULL
      )`);
    await runner.query(`ALTER TABLE verification_batch ENABLE ROW LEVEL SECURITY`);
    await runner.query(
      `CREATE POLICY verification_batch_of_body ON verification_batch USING (body_id = app_body())`,
    );
    await runner.query(`GRANT SELECT, INSERT ON verification_batch TO libro_firma_application`);
    await runner.query(`
      ALTER TABLE verification_request
        ADD COLUMN batch_id uuid,
        ADD COLUMN place integer,
        ADD COLUMN refusal jsonb`);
    await runner.query(
      `CREATE INDEX verification_request_batch_idx ON verification_request (batch_id) WHERE batch_id IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE verification_request DROP COLUMN batch_id, DROP COLUMN place, DROP COLUMN refusal`,
    );
    await runner.query(`DROP TABLE verification_batch`);
  }
}
