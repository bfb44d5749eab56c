import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Trusted lists that were accepted, by digest; where they come from; and which of them each verification rested on. */
export class KeepTrustedLists1795611531000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE trusted_list (
        sha256 text NOT NULL CONSTRAINT trusted_list_pkey PRIMARY KEY,
        territory text NOT NULL,
        sequence_number integer NOT NULL,
        issued_at timestamptz,
        next_update_at timestamptz,
        signer_sha256 text NOT NULL,
        accepted_at timestamptz NOT NULL
      )`);
    await runner.query(
      `CREATE INDEX trusted_list_newest_idx ON trusted_list (territory, sequence_number, accepted_at)`,
    );
    await runner.query(`
      CREATE TRIGGER trusted_list_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trusted_list
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`GRANT SELECT, INSERT ON trusted_list TO libro_firma_application`);

    // What was last heard from each address, so that the next question may be conditional.
    await runner.query(`
      CREATE TABLE trusted_list_source (
        url text NOT NULL CONSTRAINT trusted_list_source_pkey PRIMARY KEY,
        territory text NOT NULL,
        etag text,
        last_modified text,
        sha256 text,
        asked_at timestamptz NOT NULL,
        answered_at timestamptz,
        fault text
      )`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON trusted_list_source TO libro_firma_application`);

    await runner.query(`ALTER TABLE verification_trust ADD COLUMN lists jsonb DEFAULT '[]'::jsonb NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE verification_trust DROP COLUMN lists`);
    await runner.query(`DROP TABLE trusted_list_source`);
    await runner.query(`DROP TABLE trusted_list`);
  }
}
