import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which device each person signs with, and what a batch was opened for. */
export class EnrolSigningDevices1795610869424 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signing_enrolment (
        id uuid NOT NULL CONSTRAINT signing_enrolment_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        person_id uuid NOT NULL,
        device_id text NOT NULL,
        credential_id text NOT NULL,
        certificate_sha256 text NOT NULL,
        holder text NOT NULL,
        issuer text NOT NULL,
        valid_to timestamptz NOT NULL,
        version integer NOT NULL,
        created_at timestamptz NOT NULL,
        checked_at timestamptz,
        problem text,
        ended_at timestamptz
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX signing_enrolment_person_key ON signing_enrolment (person_id) WHERE ended_at IS NULL`,
    );
    await runner.query(`ALTER TABLE signing_enrolment ENABLE ROW LEVEL SECURITY`);
    await runner.query(
      `CREATE POLICY signing_enrolment_of_body ON signing_enrolment USING (body_id = app_body())`,
    );
    await runner.query(`GRANT SELECT, INSERT ON signing_enrolment TO libro_firma_application`);
    await runner.query(
      `GRANT UPDATE (certificate_sha256, holder, issuer, valid_to, version, checked_at, problem, ended_at)
         ON signing_enrolment TO libro_firma_application`,
    );
    await runner.query(`ALTER TABLE signing_batch ADD COLUMN device jsonb, ADD COLUMN stopped jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE signing_batch DROP COLUMN device, DROP COLUMN stopped`);
    await runner.query(`DROP TABLE signing_enrolment`);
  }
}
