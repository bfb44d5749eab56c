import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A verification can be made again with what it trusted and by the policy that it applied. */
export class KeepWhatAVerificationTrusted1795603146959 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE verification_trust (
        sha256 text NOT NULL CONSTRAINT verification_trust_pkey PRIMARY KEY,
        anchors jsonb NOT NULL,
        first_used_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TRIGGER verification_trust_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON verification_trust
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`GRANT SELECT, INSERT ON verification_trust TO libro_firma_application`);
    await runner.query(`
      ALTER TABLE verification_run
        ADD COLUMN trust_sha256 text,
        ADD COLUMN policy text,
        ADD COLUMN repeats_id uuid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE verification_run DROP COLUMN trust_sha256, DROP COLUMN policy, DROP COLUMN repeats_id`,
    );
    await runner.query(`DROP TABLE verification_trust`);
  }
}
