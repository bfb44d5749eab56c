import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens by which programs use the API in a person's name. */
export class CreateAccessTokens1795600185000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE access_token (
        id uuid NOT NULL CONSTRAINT access_token_pkey PRIMARY KEY,
        token_hash bytea NOT NULL CONSTRAINT access_token_hash_key UNIQUE,
        body_id uuid NOT NULL,
        person_id uuid NOT NULL,
        name text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        revoked_at timestamptz
      )`);
    await runner.query(
      `CREATE INDEX access_token_person_idx ON access_token (body_id, person_id, created_at)`,
    );
    await runner.query(`GRANT SELECT, INSERT ON access_token TO libro_firma_application`);
    await runner.query(`GRANT UPDATE (used_at, revoked_at) ON access_token TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE access_token`);
  }
}
