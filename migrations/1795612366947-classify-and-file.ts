import type { MigrationInterface, QueryRunner } from 'typeorm';

const APPENDED = ['plan_version', 'plan_successor', 'registration_class', 'registration_circumstance'];
const CHANGED = ['desk_rule', 'case_file'];
const REMOVED = ['case_file_content', 'registration_unfiled'];

/** Versions of the titolario, classes that changed, case files and series, and the rules of the desk. */
export class ClassifyAndFile1795612366947 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createPlan(runner);
    await this.createRules(runner);
    await this.createCaseFiles(runner);
    for (const table of APPENDED)
      await runner.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    for (const table of [...APPENDED, ...CHANGED, ...REMOVED]) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_of_body ON ${table} USING (body_id = app_body())`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO libro_firma_application`);
    }
    for (const table of CHANGED) await runner.query(`GRANT UPDATE ON ${table} TO libro_firma_application`);
    for (const table of REMOVED)
      await runner.query(`GRANT UPDATE, DELETE ON ${table} TO libro_firma_application`);
    await runner.query(`GRANT INSERT, UPDATE (valid_to) ON classification_entry TO libro_firma_application`);
  }

  private async createPlan(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE classification_entry ADD COLUMN retention_years integer`);
    await runner.query(`
      CREATE TABLE plan_version (
        id uuid NOT NULL CONSTRAINT plan_version_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        name text NOT NULL,
        act_reference text NOT NULL,
        valid_from date NOT NULL,
        published_by uuid,
        published_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX plan_version_day_key ON plan_version (aoo_id, valid_from)`);
    await runner.query(`
      CREATE TABLE plan_successor (
        version_id uuid NOT NULL,
        from_code text NOT NULL,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        to_code text NOT NULL,
        CONSTRAINT plan_successor_pkey PRIMARY KEY (version_id, from_code)
      )`);
    await runner.query(`
      CREATE TABLE registration_class (
        registration_id uuid NOT NULL,
        sequence integer NOT NULL,
        body_id uuid NOT NULL,
        classification_code text NOT NULL,
        reason text NOT NULL,
        decided_by uuid,
        decided_at timestamptz NOT NULL,
        CONSTRAINT registration_class_pkey PRIMARY KEY (registration_id, sequence)
      )`);
  }

  private async createRules(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE registration_circumstance (
        registration_id uuid NOT NULL CONSTRAINT registration_circumstance_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        document_type text,
        mailbox text,
        arrival_id uuid
      )`);
    await runner.query(`
      CREATE TABLE desk_rule (
        id uuid NOT NULL CONSTRAINT desk_rule_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        position integer NOT NULL,
        name text NOT NULL,
        document_type text,
        means text,
        mailbox text,
        classification_code text,
        words text,
        propose_class text,
        file_into text,
        case_file_id uuid,
        in_force boolean NOT NULL,
        CONSTRAINT desk_rule_target_check CHECK (file_into IS NULL OR file_into IN ('CASE_FILE', 'YEARLY_SERIES')),
        CONSTRAINT desk_rule_case_file_check CHECK ((file_into = 'CASE_FILE') = (case_file_id IS NOT NULL)),
        CONSTRAINT desk_rule_effect_check CHECK (propose_class IS NOT NULL OR file_into IS NOT NULL)
      )`);
    await runner.query(`CREATE INDEX desk_rule_aoo_idx ON desk_rule (aoo_id, position)`);
  }

  private async createCaseFiles(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE case_file (
        id uuid NOT NULL CONSTRAINT case_file_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        kind text NOT NULL,
        type text,
        classification_code text NOT NULL,
        year integer NOT NULL,
        progressive integer NOT NULL,
        parent_id uuid,
        subject text NOT NULL,
        office_id uuid,
        responsible_id uuid,
        holder jsonb,
        participants jsonb NOT NULL,
        procedure jsonb,
        opened_on date NOT NULL,
        closed_on date,
        retention_years integer,
        place text,
        note text,
        readers uuid[],
        yearly boolean NOT NULL,
        state text NOT NULL,
        version integer NOT NULL,
        CONSTRAINT case_file_type_check CHECK ((kind = 'CASE_FILE') = (type IS NOT NULL)),
        CONSTRAINT case_file_state_check CHECK (state IN ('OPEN', 'CLOSED')),
        CONSTRAINT case_file_closed_check CHECK ((state = 'CLOSED') = (closed_on IS NOT NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX case_file_number_key ON case_file
        (aoo_id, year, classification_code, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), progressive)`);
    await runner.query(`
      CREATE UNIQUE INDEX case_file_yearly_key ON case_file (aoo_id, year, classification_code) WHERE yearly`);
    await runner.query(`CREATE INDEX case_file_class_idx ON case_file (aoo_id, classification_code, year)`);
    await runner.query(`CREATE INDEX case_file_parent_idx ON case_file (parent_id)`);
    await runner.query(`
      CREATE TABLE case_file_content (
        registration_id uuid NOT NULL,
        case_file_id uuid NOT NULL,
        body_id uuid NOT NULL,
        filed_at timestamptz NOT NULL,
        filed_by uuid,
        rule_id uuid,
        CONSTRAINT case_file_content_pkey PRIMARY KEY (registration_id, case_file_id)
      )`);
    await runner.query(
      `CREATE INDEX case_file_content_file_idx ON case_file_content (case_file_id, filed_at, registration_id)`,
    );
    await runner.query(`
      CREATE TABLE registration_unfiled (
        registration_id uuid NOT NULL CONSTRAINT registration_unfiled_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        ruled boolean NOT NULL
      )`);
    await runner.query(
      `CREATE INDEX registration_unfiled_aoo_idx ON registration_unfiled (aoo_id, registration_id)`,
    );
    await runner.query(`
      CREATE INDEX registration_unfiled_rules_idx ON registration_unfiled (body_id, registration_id) WHERE NOT ruled`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...REMOVED, ...CHANGED, ...APPENDED]) await runner.query(`DROP TABLE ${table}`);
    await runner.query(
      `REVOKE INSERT, UPDATE (valid_to) ON classification_entry FROM libro_firma_application`,
    );
    await runner.query(`ALTER TABLE classification_entry DROP COLUMN retention_years`);
  }
}
