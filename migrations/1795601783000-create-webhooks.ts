import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Webhooks of other applications, and each call that is owed to them. */
export class CreateWebhooks1795601783000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhook (
        id uuid NOT NULL CONSTRAINT webhook_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        name text NOT NULL,
        url text NOT NULL,
        events text[] NOT NULL,
        created_at timestamptz NOT NULL,
        ended_at timestamptz
      )`);
    await runner.query(`
      CREATE TABLE webhook_call (
        id uuid NOT NULL CONSTRAINT webhook_call_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        webhook_id uuid NOT NULL,
        entry_id uuid NOT NULL,
        event text NOT NULL,
        payload text NOT NULL,
        owed_at timestamptz NOT NULL,
        tries integer NOT NULL,
        next_try_at timestamptz,
        outcome text,
        delivered_at timestamptz,
        CONSTRAINT webhook_call_entry_key UNIQUE (webhook_id, entry_id)
      )`);
    await runner.query(
      `CREATE INDEX webhook_call_due_idx ON webhook_call (next_try_at) WHERE next_try_at IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX webhook_call_webhook_idx ON webhook_call (webhook_id, owed_at, id)`);
    for (const table of ['webhook', 'webhook_call']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(
        `CREATE POLICY ${table}_of_body ON ${table} USING (body_id = app_body()) WITH CHECK (body_id = app_body())`,
      );
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO libro_firma_application`);
    }
    await runner.query(`GRANT UPDATE (ended_at) ON webhook TO libro_firma_application`);
    await runner.query(
      `GRANT UPDATE (tries, next_try_at, outcome, delivered_at) ON webhook_call TO libro_firma_application`,
    );
    // The worker that makes the calls belongs to no body: it learns which are due, and reads each within its own.
    await runner.query(`
      CREATE FUNCTION webhook_calls_due(at timestamptz, most integer)
        RETURNS TABLE (id uuid, body_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT due.id, due.body_id FROM webhook_call due WHERE due.next_try_at <= at
         ORDER BY due.next_try_at LIMIT most
      $$`);
    await runner.query(`REVOKE ALL ON FUNCTION webhook_calls_due(timestamptz, integer) FROM PUBLIC`);
    await runner.query(
      `GRANT EXECUTE ON FUNCTION webhook_calls_due(timestamptz, integer) TO libro_firma_application`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION webhook_calls_due(timestamptz, integer)`);
    await runner.query(`DROP TABLE webhook_call, webhook`);
  }
}
