import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['receipt_request', 'dispatch_copy'];

/** As of every table that is appended to: a session that replays another's changes is refused too. */
export class RefuseChangeAlways1795643879978 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      await runner.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_is_append_only`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      await runner.query(`ALTER TABLE ${table} ENABLE TRIGGER ${table}_is_append_only`);
  }
}
