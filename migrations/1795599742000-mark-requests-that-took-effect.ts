import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Says of a request whose answer was lost with its process whether it had been carried out. */
export class MarkRequestsThatTookEffect1795599742000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE idempotency_record ADD COLUMN took_effect boolean NOT NULL DEFAULT false`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE idempotency_record DROP COLUMN took_effect`);
  }
}
