import type { MigrationInterface, QueryRunner } from 'typeorm';

const LEGAL = ['annulment_request', 'annulment_decision'];

/** What an operator asks to annul and what the records manager decides: rows beside the entry, which stays as it is. */
export class AnnulRegistrations1795600487188 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE annulment_request (
        id uuid NOT NULL CONSTRAINT annulment_request_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        registration_id uuid NOT NULL,
        scope text NOT NULL,
        corrections jsonb NOT NULL,
        reason text NOT NULL,
        asked_by uuid NOT NULL,
        asked_at timestamptz NOT NULL,
        CONSTRAINT annulment_request_scope_check CHECK (scope IN ('WHOLE', 'DATA'))
      )`);
    await runner.query(
      `CREATE INDEX annulment_request_registration_idx ON annulment_request (registration_id)`,
    );
    await runner.query(`
      CREATE TABLE annulment_decision (
        request_id uuid NOT NULL CONSTRAINT annulment_decision_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        registration_id uuid NOT NULL,
        scope text NOT NULL,
        granted boolean NOT NULL,
        act_reference text,
        note text,
        decided_by uuid NOT NULL,
        decided_at timestamptz NOT NULL,
        decided_on date NOT NULL,
        CONSTRAINT annulment_decision_act_check CHECK (NOT granted OR length(act_reference) > 0)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX annulment_decision_whole_key ON annulment_decision (registration_id)
       WHERE granted AND scope = 'WHOLE'`);
    await runner.query(`CREATE INDEX annulment_decision_day_idx ON annulment_decision (body_id, decided_on)`);
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
