import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signatures that are made and not judged yet, because what decides on them was not at hand: "firmato, verifica in attesa". */
export class KeepSignaturesThatWait1795627920868 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE signing_item ADD signed_sha256 text, ADD waiting jsonb, ADD judge_at timestamptz`,
    );
    await runner.query(
      `CREATE INDEX signing_item_judge_idx ON signing_item (judge_at) WHERE state = 'PENDING'::text`,
    );
    await runner.query(`DROP INDEX signing_item_once_key`);
    await runner.query(`
      CREATE UNIQUE INDEX signing_item_once_key ON signing_item (task_id, plico_file_id)
        WHERE state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'PENDING'::text, 'OK'::text])`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX signing_item_once_key`);
    await runner.query(`
      CREATE UNIQUE INDEX signing_item_once_key ON signing_item (task_id, plico_file_id)
        WHERE state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'OK'::text])`);
    await runner.query(`DROP INDEX signing_item_judge_idx`);
    await runner.query(
      `ALTER TABLE signing_item DROP COLUMN signed_sha256, DROP COLUMN waiting, DROP COLUMN judge_at`,
    );
  }
}
