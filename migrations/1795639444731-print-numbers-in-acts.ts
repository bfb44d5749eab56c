import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Order B: the number is taken when the last signer confirms, and printed in the visible field of his signature. */
export class PrintNumbersInActs1795639444731 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE request_number ADD printed jsonb`);
    await runner.query(
      `ALTER TABLE signing_item ADD takes_number boolean NOT NULL DEFAULT false, ADD number_id uuid`,
    );
    await runner.query(`ALTER TABLE signing_item ALTER takes_number DROP DEFAULT`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE signing_item DROP COLUMN number_id, DROP COLUMN takes_number`);
    await runner.query(`ALTER TABLE request_number DROP COLUMN printed`);
  }
}
