import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A verification can be made again by the policy that it was judged by, with its table of algorithms, whatever builds come. */
export class KeepValidationPolicies1795641115967 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE verification_policy (
        sha256 text NOT NULL CONSTRAINT verification_policy_pkey PRIMARY KEY,
        content text NOT NULL,
        checks jsonb NOT NULL,
        first_used_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TRIGGER verification_policy_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON verification_policy
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`GRANT SELECT, INSERT ON verification_policy TO libro_firma_application`);
    await runner.query(`ALTER TABLE verification_run ADD COLUMN policy_sha256 text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE verification_run DROP COLUMN policy_sha256`);
    await runner.query(`DROP TABLE verification_policy`);
  }
}
