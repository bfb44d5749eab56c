import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A template of routes has versions, and says by which roles it may be used. */
export class VersionRouteTemplates1795613427372 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE route_template
        ADD COLUMN series_id uuid,
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN roles text[]`);
    await runner.query(`UPDATE route_template SET series_id = id`);
    await runner.query(`ALTER TABLE route_template ALTER COLUMN series_id SET NOT NULL`);
    await runner.query(`ALTER TABLE route_template ALTER COLUMN version DROP DEFAULT`);
    await runner.query(
      `CREATE UNIQUE INDEX route_template_version_key ON route_template (series_id, version)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX route_template_version_key`);
    await runner.query(
      `ALTER TABLE route_template DROP COLUMN series_id, DROP COLUMN version, DROP COLUMN roles`,
    );
  }
}
