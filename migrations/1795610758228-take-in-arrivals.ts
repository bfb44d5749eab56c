import type { MigrationInterface, QueryRunner } from 'typeorm';

const APPENDED = ['arrival_file', 'file_scan', 'intake_refusal'];
const CHANGED = ['arrival', 'exclusion'];

/** What reaches the desk before it has a number, what scanners said of it, and what is not registered at all. */
export class TakeInArrivals1795610758228 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE arrival (
        id uuid NOT NULL CONSTRAINT arrival_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        channel text NOT NULL,
        source_key text NOT NULL,
        title text NOT NULL,
        received_at timestamptz NOT NULL,
        hints jsonb NOT NULL,
        received_by uuid,
        state text NOT NULL,
        version integer NOT NULL,
        registration_id uuid,
        exclusion_id uuid,
        exclusion_note text,
        CONSTRAINT arrival_state_check CHECK (state IN ('WAITING', 'EXCLUDED', 'REGISTERED')),
        CONSTRAINT arrival_registered_check CHECK ((state = 'REGISTERED') = (registration_id IS NOT NULL)),
        CONSTRAINT arrival_excluded_check CHECK ((state = 'EXCLUDED') = (exclusion_id IS NOT NULL))
      )`);
    await runner.query(`CREATE UNIQUE INDEX arrival_source_key ON arrival (aoo_id, source_key)`);
    await runner.query(`CREATE INDEX arrival_state_idx ON arrival (aoo_id, state, id)`);
    await runner.query(`
      CREATE TABLE arrival_file (
        arrival_id uuid NOT NULL,
        position integer NOT NULL,
        body_id uuid NOT NULL,
        document_id uuid NOT NULL,
        container_position integer,
        path text,
        note text,
        CONSTRAINT arrival_file_pkey PRIMARY KEY (arrival_id, position)
      )`);
    await runner.query(`
      CREATE TABLE file_scan (
        body_id uuid NOT NULL,
        sha256 text NOT NULL,
        outcome text NOT NULL,
        threat text,
        engine text NOT NULL,
        scanned_at timestamptz NOT NULL,
        CONSTRAINT file_scan_pkey PRIMARY KEY (body_id, sha256),
        CONSTRAINT file_scan_outcome_check CHECK (outcome IN ('CLEAN', 'INFECTED')),
        CONSTRAINT file_scan_threat_check CHECK ((outcome = 'INFECTED') = (threat IS NOT NULL))
      )`);
    await runner.query(`
      CREATE TABLE intake_refusal (
        id uuid NOT NULL CONSTRAINT intake_refusal_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        channel text NOT NULL,
        file_name text NOT NULL,
        code text NOT NULL,
        text jsonb NOT NULL,
        at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX intake_refusal_aoo_idx ON intake_refusal (aoo_id, id)`);
    await runner.query(`
      CREATE TABLE exclusion (
        id uuid NOT NULL CONSTRAINT exclusion_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        code text NOT NULL,
        title text NOT NULL,
        reason text NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        version integer NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX exclusion_code_key ON exclusion (aoo_id, code)`);
    for (const table of APPENDED) {
      await runner.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
    for (const table of [...APPENDED, ...CHANGED]) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_of_body ON ${table} USING (body_id = app_body())`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO libro_firma_application`);
    }
    for (const table of CHANGED) await runner.query(`GRANT UPDATE ON ${table} TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...CHANGED, ...APPENDED]) await runner.query(`DROP TABLE ${table}`);
  }
}
