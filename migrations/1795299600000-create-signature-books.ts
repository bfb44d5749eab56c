import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['signature_book', 'signing_request', 'route_step', 'task', 'signing_batch', 'signing_item'];

/** Books, requests with their routes and tasks, batches with their items. */
export class CreateSignatureBooks1795299600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signature_book (
        id uuid NOT NULL CONSTRAINT signature_book_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        office_id uuid NOT NULL,
        name text NOT NULL,
        with_protocol boolean NOT NULL,
        default_route jsonb NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE signing_request (
        id uuid NOT NULL CONSTRAINT signing_request_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        book_id uuid NOT NULL,
        office_id uuid NOT NULL,
        plico_id uuid NOT NULL,
        subject text NOT NULL,
        state text NOT NULL,
        revision integer NOT NULL,
        version integer NOT NULL,
        requester_id uuid NOT NULL,
        with_protocol boolean NOT NULL,
        registration jsonb,
        urgent boolean NOT NULL,
        due_on date,
        blocked_code text,
        blocked_since timestamptz,
        check_failures jsonb NOT NULL,
        return_reason text,
        registration_id uuid,
        registration_number text,
        registered_on date,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await runner.query(
      `CREATE INDEX signing_request_requester_idx ON signing_request (requester_id, updated_at)`,
    );
    await runner.query(
      `CREATE INDEX signing_request_state_idx ON signing_request (aoo_id, state, updated_at)`,
    );
    await runner.query(`
      CREATE TABLE route_step (
        id uuid NOT NULL CONSTRAINT route_step_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        request_id uuid NOT NULL,
        revision integer NOT NULL,
        position integer NOT NULL,
        kind text NOT NULL,
        state text NOT NULL,
        minimum integer NOT NULL,
        holder_ids uuid[] NOT NULL
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX route_step_position_key ON route_step (request_id, revision, position)`,
    );
    await runner.query(`
      CREATE TABLE task (
        id uuid NOT NULL CONSTRAINT task_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        request_id uuid NOT NULL,
        revision integer NOT NULL,
        step_id uuid NOT NULL,
        holder_id uuid NOT NULL,
        kind text NOT NULL,
        state text NOT NULL,
        version integer NOT NULL,
        capacity text,
        note text,
        urgent boolean NOT NULL,
        opened_at timestamptz NOT NULL,
        done_at timestamptz
      )`);
    await runner.query(`CREATE INDEX task_step_idx ON task (step_id)`);
    await runner.query(`CREATE INDEX task_request_idx ON task (request_id, revision)`);
    await runner.query(`
      CREATE INDEX task_queue_idx ON task (holder_id, urgent DESC, opened_at, id)
        WHERE state = ANY (ARRAY['PENDING'::text, 'MARKED_SIGN'::text, 'MARKED_RETURN'::text, 'SIGNING'::text])`);
    await runner.query(`
      CREATE TABLE signing_batch (
        id uuid NOT NULL CONSTRAINT signing_batch_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        person_id uuid NOT NULL,
        state text NOT NULL,
        version integer NOT NULL,
        certificates jsonb NOT NULL,
        lease_until timestamptz,
        lease_holder uuid,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE INDEX signing_batch_open_idx ON signing_batch (person_id, created_at)
        WHERE state = ANY (ARRAY['OPEN'::text, 'RUNNING'::text])`);
    await runner.query(`
      CREATE TABLE signing_item (
        id uuid NOT NULL CONSTRAINT signing_item_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        batch_id uuid NOT NULL,
        task_id uuid NOT NULL,
        request_id uuid NOT NULL,
        plico_file_id uuid NOT NULL,
        position integer NOT NULL,
        state text NOT NULL,
        base_version_id uuid NOT NULL,
        base_sha256 text NOT NULL,
        prepared jsonb,
        signature_value bytea,
        value_at timestamptz,
        result_version_id uuid,
        failure jsonb
      )`);
    await runner.query(`CREATE INDEX signing_item_batch_idx ON signing_item (batch_id, position)`);
    await runner.query(`CREATE INDEX signing_item_request_idx ON signing_item (request_id)`);
    await runner.query(`
      CREATE UNIQUE INDEX signing_item_once_key ON signing_item (task_id, plico_file_id)
        WHERE state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'OK'::text])`);
    await runner.query(`CREATE UNIQUE INDEX signing_item_value_key ON signing_item (signature_value)`);
    for (const table of TABLES) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_of_body ON ${table} USING (body_id = app_body())`);
      await runner.query(`GRANT SELECT, INSERT, UPDATE ON ${table} TO libro_firma_application`);
    }
    await runner.query(`GRANT DELETE ON route_step TO libro_firma_application`); // of a draft that is rewritten
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.query(`DROP TABLE ${table}`);
  }
}
