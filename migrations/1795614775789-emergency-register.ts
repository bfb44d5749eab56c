import type { MigrationInterface, QueryRunner } from 'typeorm';

const LEGAL = [
  'emergency_station',
  'emergency_form',
  'emergency_opening',
  'emergency_period',
  'emergency_closing',
  'emergency_import',
  'emergency_import_result',
];

/** The emergency register (DPR 445/2000 art. 63): stations, their forms, when it was open and by whose act, what was imported. */
export class EmergencyRegister1795614775789 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE emergency_station (
        id uuid NOT NULL CONSTRAINT emergency_station_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        prefix text NOT NULL,
        name text NOT NULL,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT emergency_station_prefix_key UNIQUE (aoo_id, prefix)
      )`);
    await runner.query(`
      CREATE TABLE emergency_form (
        id uuid NOT NULL CONSTRAINT emergency_form_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        station_id uuid NOT NULL,
        public_key bytea NOT NULL,
        issued_by uuid NOT NULL,
        issued_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE emergency_opening (
        id uuid NOT NULL CONSTRAINT emergency_opening_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        cause text NOT NULL,
        opened_at timestamptz NOT NULL,
        opened_by uuid NOT NULL,
        noted_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX emergency_opening_aoo_idx ON emergency_opening (aoo_id, opened_at)`);
    await runner.query(`
      CREATE TABLE emergency_period (
        opening_id uuid NOT NULL,
        sequence integer NOT NULL,
        body_id uuid NOT NULL,
        act_reference text NOT NULL,
        until timestamptz NOT NULL,
        decided_by uuid NOT NULL,
        noted_at timestamptz NOT NULL,
        CONSTRAINT emergency_period_pkey PRIMARY KEY (opening_id, sequence),
        CONSTRAINT emergency_period_act_check CHECK (length(act_reference) > 0)
      )`);
    await runner.query(`
      CREATE TABLE emergency_closing (
        opening_id uuid NOT NULL CONSTRAINT emergency_closing_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        closed_at timestamptz NOT NULL,
        closed_by uuid NOT NULL,
        noted_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE emergency_import (
        id uuid NOT NULL CONSTRAINT emergency_import_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        form_id uuid NOT NULL,
        opening_id uuid NOT NULL,
        payload_sha256 bytea NOT NULL,
        first_number integer NOT NULL,
        last_number integer NOT NULL,
        imported_by uuid NOT NULL,
        begun_at timestamptz NOT NULL,
        CONSTRAINT emergency_import_once_key UNIQUE (form_id, payload_sha256),
        CONSTRAINT emergency_import_range_check CHECK (first_number BETWEEN 1 AND last_number)
      )`);
    await runner.query(`
      CREATE TABLE emergency_import_result (
        import_id uuid NOT NULL CONSTRAINT emergency_import_result_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        report jsonb NOT NULL,
        ended_at timestamptz NOT NULL
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
  }
}
