import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Appended, never changed: names of a segnatura, later completions, changes of who may see a reserved entry. */
const LEGAL = ['segnatura_names', 'registration_completion', 'registration_reservation'];

/** Everything that a registration may say (DPR 445/2000 art. 53 and 55), and what may follow it without changing it. */
export class CompleteRegistrations1795598777117 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A constant default fills the rows that are there without an update: no trigger is asked, no row is written.
    await runner.query(`
      ALTER TABLE registration
        ADD COLUMN form text NOT NULL DEFAULT 'registration/1',
        ADD COLUMN further_senders jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN message_id text,
        ADD COLUMN sender_reference_date date,
        ADD COLUMN deferral jsonb,
        ADD COLUMN reserved boolean NOT NULL DEFAULT false,
        ADD COLUMN emergency jsonb,
        ADD COLUMN again_of uuid,
        ADD COLUMN is_open boolean NOT NULL DEFAULT false`);
    await runner.query(`ALTER TABLE registration ALTER COLUMN form DROP DEFAULT`);
    await runner.query(`
      CREATE UNIQUE INDEX registration_again_of_key ON registration (again_of) WHERE again_of IS NOT NULL`);
    await runner.query(`
      CREATE UNIQUE INDEX registration_emergency_key
          ON registration (aoo_id, (emergency->>'station'), (emergency->>'number')) WHERE emergency IS NOT NULL`);
    await runner.query(`
      ALTER TABLE registration_file
        ALTER COLUMN hash DROP NOT NULL,
        ADD COLUMN medium text NOT NULL DEFAULT 'DIGITAL',
        ADD COLUMN description text,
        ADD COLUMN sheets integer,
        ADD COLUMN place text,
        ADD COLUMN flags text[] NOT NULL DEFAULT '{}',
        ADD CONSTRAINT registration_file_medium_check CHECK (medium IN ('DIGITAL', 'PAPER', 'OBJECT')),
        ADD CONSTRAINT registration_file_bytes_check CHECK ((medium = 'DIGITAL') = (hash IS NOT NULL))`);

    await runner.query(`
      CREATE TABLE segnatura_names (
        body_id uuid NOT NULL,
        hash bytea NOT NULL,
        names jsonb NOT NULL,
        CONSTRAINT segnatura_names_pkey PRIMARY KEY (body_id, hash)
      )`);
    await runner.query(`
      CREATE TABLE registration_completion (
        registration_id uuid NOT NULL CONSTRAINT registration_completion_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        sha256 bytea NOT NULL,
        size bigint NOT NULL,
        document_version_id uuid,
        completed_at timestamptz NOT NULL,
        CONSTRAINT registration_completion_hash_check CHECK (octet_length(sha256) = 32)
      )`);
    await runner.query(`
      CREATE TABLE registration_reservation (
        registration_id uuid NOT NULL,
        sequence integer NOT NULL,
        body_id uuid NOT NULL,
        reserved boolean NOT NULL,
        person_ids uuid[] NOT NULL,
        office_ids uuid[] NOT NULL,
        reason text,
        decided_by uuid,
        decided_at timestamptz NOT NULL,
        CONSTRAINT registration_reservation_pkey PRIMARY KEY (registration_id, sequence)
      )`);
    for (const table of LEGAL) {
      await runner.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
      await runner.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_is_append_only`);
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_of_body ON ${table} USING (body_id = app_body())`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO libro_firma_application`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...LEGAL].reverse()) await runner.query(`DROP TABLE ${table}`);
    await runner.query(`
      ALTER TABLE registration_file
        DROP CONSTRAINT registration_file_medium_check, DROP CONSTRAINT registration_file_bytes_check,
        DROP COLUMN medium, DROP COLUMN description, DROP COLUMN sheets, DROP COLUMN place, DROP COLUMN flags`);
    await runner.query(`ALTER TABLE registration_file ALTER COLUMN hash SET NOT NULL`);
    await runner.query(`DROP INDEX registration_again_of_key, registration_emergency_key`);
    await runner.query(`
      ALTER TABLE registration
        DROP COLUMN form, DROP COLUMN further_senders, DROP COLUMN message_id, DROP COLUMN sender_reference_date,
        DROP COLUMN deferral, DROP COLUMN reserved, DROP COLUMN emergency, DROP COLUMN again_of, DROP COLUMN is_open`);
  }
}
