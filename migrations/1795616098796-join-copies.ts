import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Images of paper documents, that join a registration after its number (CAD art. 22). */
export class JoinCopies1795616098796 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE registration_copy (
        id uuid NOT NULL CONSTRAINT registration_copy_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        registration_id uuid NOT NULL,
        position integer NOT NULL,
        document_version_id uuid NOT NULL,
        file_name text NOT NULL,
        sha256 bytea NOT NULL,
        attestation text NOT NULL,
        attested_by uuid NOT NULL,
        attested_at timestamptz NOT NULL,
        CONSTRAINT registration_copy_hash_check CHECK (octet_length(sha256) = 32)
      )`);
    await runner.query(
      `CREATE INDEX registration_copy_registration_idx ON registration_copy (registration_id, id)`,
    );
    await runner.query(`
      CREATE TRIGGER registration_copy_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON registration_copy
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(
      `ALTER TABLE registration_copy ENABLE ALWAYS TRIGGER registration_copy_is_append_only`,
    );
    await runner.query(`ALTER TABLE registration_copy ENABLE ROW LEVEL SECURITY`);
    await runner.query(
      `CREATE POLICY registration_copy_of_body ON registration_copy USING (body_id = app_body())`,
    );
    await runner.query(`GRANT SELECT, INSERT ON registration_copy TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE registration_copy`);
  }
}
