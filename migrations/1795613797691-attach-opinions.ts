import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A file of a plico that a step of its route has made, such as an opinion: it belongs to the revision that it judges. */
export class AttachOpinions1795613797691 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE plico_file ADD COLUMN made_by uuid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE plico_file DROP COLUMN made_by`);
  }
}
