import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Searches that a person keeps for the next time. They are nobody else's, and may be thrown away. */
export class SaveSearches1795615151290 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE saved_search (
        id uuid NOT NULL CONSTRAINT saved_search_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        person_id uuid NOT NULL,
        name text NOT NULL,
        filter jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT saved_search_name_key UNIQUE (person_id, aoo_id, name)
      )`);
    await runner.query(`ALTER TABLE saved_search ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY saved_search_of_body ON saved_search USING (body_id = app_body())`);
    await runner.query(`GRANT SELECT, INSERT, DELETE ON saved_search TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE saved_search`);
  }
}
