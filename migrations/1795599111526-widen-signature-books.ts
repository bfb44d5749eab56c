import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['document_type', 'return_reason', 'route_template'];
const OF_PERSON = "'person:' || holder_id";

/** Types of documents, addressees and stages of steps, decisions that can be taken back, questions and deadlines. */
export class WidenSignatureBooks1795599111526 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createTables(runner);
    await this.alterRequests(runner);
    await this.alterSteps(runner);
    await this.alterTasks(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX task_queue_idx`);
    await runner.query(`DROP INDEX task_timed_idx`);
    await runner.query(`DELETE FROM task WHERE holder_id IS NULL`);
    await runner.query(`ALTER TABLE task ALTER COLUMN holder_id SET NOT NULL`);
    await runner.query(`
      ALTER TABLE task DROP COLUMN addressee, DROP COLUMN acted_by, DROP COLUMN power, DROP COLUMN decision,
        DROP COLUMN undo_until, DROP COLUMN lease_until, DROP COLUMN lease_holder_id, DROP COLUMN read_by,
        DROP COLUMN due_at, DROP COLUMN reminded_at, DROP COLUMN escalated_at`);
    await runner.query(`
      CREATE INDEX task_queue_idx ON task (holder_id, urgent DESC, opened_at, id)
        WHERE state = ANY (ARRAY['PENDING'::text, 'MARKED_SIGN'::text, 'MARKED_RETURN'::text, 'SIGNING'::text])`);
    await runner.query(`
      ALTER TABLE route_step DROP COLUMN stage, DROP COLUMN level, DROP COLUMN addressees, DROP COLUMN mandatory,
        DROP COLUMN due_hours, DROP COLUMN due_at`);
    await runner.query(`DROP INDEX signing_request_timed_idx`);
    await runner.query(`
      ALTER TABLE signing_request DROP COLUMN document_type_id, DROP COLUMN policy, DROP COLUMN amount,
        DROP COLUMN question, DROP COLUMN suspended_at, DROP COLUMN expires_at, DROP COLUMN numbering_asked,
        DROP COLUMN number_wanted, DROP COLUMN urgent_reason, DROP COLUMN annulled_at`);
    await runner.query(`ALTER TABLE signature_book DROP COLUMN document_type_id`);
    for (const table of [...TABLES].reverse()) await runner.query(`DROP TABLE ${table}`);
  }

  private async createTables(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE document_type (
        id uuid NOT NULL CONSTRAINT document_type_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        code text NOT NULL,
        name text NOT NULL,
        policy jsonb NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX document_type_code_key ON document_type (aoo_id, code)`);
    await runner.query(`
      CREATE TABLE return_reason (
        id uuid NOT NULL CONSTRAINT return_reason_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        code text NOT NULL,
        text_it text NOT NULL,
        text_en text NOT NULL,
        position integer NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX return_reason_code_key ON return_reason (body_id, code)`);
    await runner.query(`
      CREATE TABLE route_template (
        id uuid NOT NULL CONSTRAINT route_template_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        document_type_id uuid,
        office_id uuid,
        name text NOT NULL,
        steps jsonb NOT NULL,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        ended_at timestamptz
      )`);
    await runner.query(`CREATE INDEX route_template_aoo_idx ON route_template (aoo_id, name)`);
    for (const table of TABLES) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_of_body ON ${table} USING (body_id = app_body())`);
      await runner.query(`GRANT SELECT, INSERT, UPDATE ON ${table} TO libro_firma_application`);
    }
  }

  private async alterRequests(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE signature_book ADD COLUMN document_type_id uuid`);
    await runner.query(`
      ALTER TABLE signing_request
        ADD COLUMN document_type_id uuid,
        ADD COLUMN policy jsonb NOT NULL DEFAULT
          '{"registers":[],"fourEyes":"drafter-may-sign","mustRead":false,"deadline":"soft","stepHours":null,"unansweredReturns":false,"keepsEndorsements":false}',
        ADD COLUMN amount numeric(14, 2),
        ADD COLUMN question jsonb,
        ADD COLUMN suspended_at timestamptz,
        ADD COLUMN expires_at timestamptz,
        ADD COLUMN numbering_asked boolean NOT NULL DEFAULT false,
        ADD COLUMN number_wanted boolean NOT NULL DEFAULT false,
        ADD COLUMN urgent_reason text,
        ADD COLUMN annulled_at timestamptz`);
    await runner.query(`ALTER TABLE signing_request ALTER COLUMN policy DROP DEFAULT`);
    await runner.query(`ALTER TABLE signing_request ALTER COLUMN numbering_asked DROP DEFAULT`);
    await runner.query(`ALTER TABLE signing_request ALTER COLUMN number_wanted DROP DEFAULT`);
    await runner.query(`
      CREATE INDEX signing_request_timed_idx ON signing_request (expires_at)
        WHERE state = ANY (ARRAY['IN_ROUTE'::text, 'SUSPENDED'::text])`);
  }

  private async alterSteps(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE route_step
        ADD COLUMN stage integer,
        ADD COLUMN level text,
        ADD COLUMN addressees text[],
        ADD COLUMN mandatory text[],
        ADD COLUMN due_hours integer,
        ADD COLUMN due_at timestamptz`);
    await runner.query(`
      UPDATE route_step SET stage = position, mandatory = '{}',
        level = CASE WHEN kind = 'SIGN' THEN 'DIGITAL' ELSE 'AUTHENTICATED' END,
        addressees = ARRAY(SELECT 'person:' || holder FROM unnest(holder_ids) holder)`);
    for (const column of ['stage', 'level', 'addressees', 'mandatory'])
      await runner.query(`ALTER TABLE route_step ALTER COLUMN ${column} SET NOT NULL`);
  }

  private async alterTasks(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE task
        ADD COLUMN addressee text,
        ADD COLUMN acted_by uuid,
        ADD COLUMN power jsonb,
        ADD COLUMN decision jsonb,
        ADD COLUMN undo_until timestamptz,
        ADD COLUMN lease_until timestamptz,
        ADD COLUMN lease_holder_id uuid,
        ADD COLUMN read_by uuid[] NOT NULL DEFAULT '{}',
        ADD COLUMN due_at timestamptz,
        ADD COLUMN reminded_at timestamptz,
        ADD COLUMN escalated_at timestamptz`);
    await runner.query(
      `UPDATE task SET addressee = ${OF_PERSON}, acted_by = CASE WHEN state = 'DONE' THEN holder_id END`,
    );
    await runner.query(`ALTER TABLE task ALTER COLUMN addressee SET NOT NULL`);
    await runner.query(`ALTER TABLE task ALTER COLUMN read_by DROP DEFAULT`);
    await runner.query(`ALTER TABLE task ALTER COLUMN holder_id DROP NOT NULL`);
    await runner.query(`DROP INDEX task_queue_idx`);
    await runner.query(
      `CREATE INDEX task_queue_idx ON task (addressee, urgent DESC, opened_at, id) WHERE done_at IS NULL`,
    );
    await runner.query(`
      CREATE INDEX task_timed_idx ON task (coalesce(undo_until, lease_until, due_at))
        WHERE done_at IS NULL AND (undo_until IS NOT NULL OR lease_until IS NOT NULL OR due_at IS NOT NULL)`);
  }
}
