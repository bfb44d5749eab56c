import type { MigrationInterface, QueryRunner } from 'typeorm';

const LEGAL = [
  'received_segnatura',
  'protocol_message',
  'segnatura_seal',
  'daily_register_seal',
  'dispatch_attempt',
];
const FUNCTIONS = [
  'segnature_to_seal()',
  'dispatches_to_send(timestamptz)',
  'dispatches_out_of_sight(timestamptz)',
  'daily_registers_to_seal()',
];

/** What goes to other offices and what comes from them about it: segnature, messages, seals, and each way of sending. */
export class ExchangeAndDispatch1795612268115 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createExchange(runner);
    await this.createDispatch(runner);
    for (const table of LEGAL) {
      await runner.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
      await runner.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_is_append_only`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO libro_firma_application`);
    }
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON dispatch TO libro_firma_application`);
    for (const table of [...LEGAL, 'dispatch']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_of_body ON ${table} USING (body_id = app_body())`);
    }
    await this.createFunctions(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION ${FUNCTIONS.join(', ')}`);
    for (const table of [...LEGAL, 'dispatch']) await runner.query(`DROP TABLE ${table}`);
  }

  private async createExchange(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE received_segnatura (
        registration_id uuid NOT NULL CONSTRAINT received_segnatura_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        sha256 text NOT NULL,
        edition text NOT NULL,
        content jsonb NOT NULL,
        anomalies jsonb NOT NULL,
        seal_conclusion text,
        kept_by uuid NOT NULL,
        kept_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE protocol_message (
        id uuid NOT NULL CONSTRAINT protocol_message_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        registration_id uuid NOT NULL,
        direction text NOT NULL,
        kind text NOT NULL,
        edition text NOT NULL,
        sha256 text NOT NULL,
        content jsonb NOT NULL,
        noted_by uuid NOT NULL,
        noted_at timestamptz NOT NULL,
        CONSTRAINT protocol_message_direction_check CHECK (direction IN ('SENT', 'RECEIVED')),
        CONSTRAINT protocol_message_once_key UNIQUE (registration_id, direction, sha256)
      )`);
    await runner.query(`
      CREATE INDEX received_segnatura_number_idx
          ON received_segnatura ((content->'heading'->'identifier'->>'number'))`);
    await runner.query(
      `CREATE INDEX protocol_message_number_idx ON protocol_message ((content->'identifier'->>'number'))`,
    );
    await runner.query(`
      CREATE TABLE segnatura_seal (
        registration_id uuid NOT NULL CONSTRAINT segnatura_seal_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        sha256 text NOT NULL,
        level text NOT NULL,
        certificate_sha256 text NOT NULL,
        sealed_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE daily_register_seal (
        daily_register_id uuid NOT NULL CONSTRAINT daily_register_seal_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        pdf_sha256 text NOT NULL,
        xml_sha256 text NOT NULL,
        level text NOT NULL,
        certificate_sha256 text NOT NULL,
        sealed_at timestamptz NOT NULL
      )`);
  }

  private async createDispatch(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dispatch (
        id uuid NOT NULL CONSTRAINT dispatch_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        registration_id uuid NOT NULL,
        recipient_position integer NOT NULL,
        recipient jsonb NOT NULL,
        channel text NOT NULL,
        address text,
        state text NOT NULL,
        code text,
        version integer NOT NULL,
        message_id text NOT NULL,
        next_try_at timestamptz,
        overruled text,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT dispatch_channel_check CHECK (channel IN ('HAND', 'MAIL', 'PEC', 'PRINT')),
        CONSTRAINT dispatch_state_check
          CHECK (state IN ('TO_SEND', 'SENDING', 'SENT', 'ACCEPTED', 'DELIVERED', 'FAILED', 'WITHDRAWN'))
      )`);
    await runner.query(`CREATE INDEX dispatch_registration_idx ON dispatch (registration_id)`);
    await runner.query(
      `CREATE INDEX dispatch_open_idx ON dispatch (aoo_id, state) WHERE state IN ('TO_SEND', 'SENDING', 'FAILED')`,
    );
    // One live way to each recipient: what was asked twice is not sent twice.
    await runner.query(`
      CREATE UNIQUE INDEX dispatch_live_key ON dispatch (registration_id, recipient_position)
       WHERE state <> 'WITHDRAWN'`);
    await runner.query(`
      CREATE TABLE dispatch_attempt (
        dispatch_id uuid NOT NULL,
        sequence integer NOT NULL,
        body_id uuid NOT NULL,
        step text NOT NULL,
        code text,
        detail jsonb NOT NULL,
        by_person uuid,
        at timestamptz NOT NULL,
        CONSTRAINT dispatch_attempt_pkey PRIMARY KEY (dispatch_id, sequence)
      )`);
  }

  /** What the service's own jobs have to do, in all bodies: ids, nothing of any document. */
  private async createFunctions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION segnature_to_seal() RETURNS TABLE (registration_id uuid, body_id uuid, aoo_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT DISTINCT waiting.registration_id, waiting.body_id, waiting.aoo_id FROM dispatch waiting
         WHERE waiting.state IN ('TO_SEND', 'FAILED') AND waiting.channel IN ('MAIL', 'PEC')
           AND NOT EXISTS (SELECT 1 FROM segnatura_seal seal WHERE seal.registration_id = waiting.registration_id)
         LIMIT 100 $$`);
    await runner.query(`
      CREATE FUNCTION dispatches_to_send(now timestamptz) RETURNS TABLE (id uuid, body_id uuid, aoo_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT waiting.id, waiting.body_id, waiting.aoo_id FROM dispatch waiting
         WHERE waiting.state = 'TO_SEND' AND waiting.channel = 'MAIL'
           AND (waiting.next_try_at IS NULL OR waiting.next_try_at <= now)
           AND EXISTS (SELECT 1 FROM segnatura_seal seal WHERE seal.registration_id = waiting.registration_id)
         ORDER BY waiting.created_at LIMIT 100 $$`);
    await runner.query(`
      CREATE FUNCTION dispatches_out_of_sight(before timestamptz) RETURNS TABLE (id uuid, body_id uuid, aoo_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT lost.id, lost.body_id, lost.aoo_id FROM dispatch lost
         WHERE lost.state = 'SENDING' AND lost.updated_at < before LIMIT 100 $$`);
    await runner.query(`
      CREATE FUNCTION daily_registers_to_seal() RETURNS TABLE (id uuid, body_id uuid, aoo_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT closed.id, closed.body_id, closed.aoo_id FROM daily_register closed
         WHERE NOT EXISTS (SELECT 1 FROM daily_register_seal seal WHERE seal.daily_register_id = closed.id)
         ORDER BY closed.closed_at LIMIT 100 $$`);
    for (const signature of FUNCTIONS) {
      await runner.query(`REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO libro_firma_application`);
    }
  }
}
