import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A verification can be made again with the answers that it was given, and says of what it was made. */
export class KeepWhatVerificationsFetched1795625770847 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Null in runs from before it was kept; bytes of answers are in the object store, once for all runs.
    await runner.query(`
      ALTER TABLE verification_run
        ADD COLUMN answers jsonb,
        ADD COLUMN contents jsonb,
        ADD COLUMN facts_sha256 text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE verification_run DROP COLUMN answers, DROP COLUMN contents, DROP COLUMN facts_sha256`,
    );
  }
}
