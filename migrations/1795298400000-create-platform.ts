import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles, the journal, deliveries, logins and answers kept for repeats. */
export class CreatePlatform1795298400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        CREATE ROLE libro_firma_application NOLOGIN NOBYPASSRLS;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another installation of this server made it
      END $$`);
    await runner.query(`GRANT USAGE ON SCHEMA public TO libro_firma_application`);

    await runner.query(`
      CREATE FUNCTION app_body() RETURNS uuid LANGUAGE sql STABLE AS
        $$ SELECT nullif(current_setting('app.body', true), '')::uuid $$`);
    await runner.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'LF001';
      END $$`);

    await runner.query(`
      CREATE TABLE journal_entry (
        id uuid NOT NULL CONSTRAINT journal_entry_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        stream text NOT NULL,
        stream_id uuid NOT NULL,
        sequence integer NOT NULL,
        type text NOT NULL,
        actor_id uuid,
        on_behalf_of uuid,
        capacity text,
        at timestamptz NOT NULL,
        payload text NOT NULL,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL,
        salt bytea NOT NULL,
        transaction_id bigint NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX journal_entry_stream_sequence_key ON journal_entry (stream, stream_id, sequence)`,
    );
    await runner.query(`CREATE INDEX journal_entry_unsealed_idx ON journal_entry (body_id, transaction_id)`);
    await runner.query(`ALTER TABLE journal_entry ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY journal_entry_of_body ON journal_entry USING (body_id = app_body())`);
    await runner.query(`
      CREATE TRIGGER journal_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`GRANT SELECT, INSERT ON journal_entry TO libro_firma_application`);

    await runner.query(`
      CREATE TABLE delivery (
        id uuid NOT NULL CONSTRAINT delivery_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        journal_entry_id uuid NOT NULL,
        consumer text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        published_at timestamptz,
        publications integer NOT NULL DEFAULT 0,
        settled_at timestamptz
      )`);
    await runner.query(
      `CREATE INDEX delivery_unpublished_idx ON delivery (created_at) WHERE published_at IS NULL`,
    );
    await runner.query(
      `CREATE INDEX delivery_unsettled_idx ON delivery (published_at) WHERE settled_at IS NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX delivery_entry_consumer_key ON delivery (journal_entry_id, consumer)`,
    );
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON delivery TO libro_firma_application`);

    await runner.query(`
      CREATE TABLE session (
        token_hash bytea NOT NULL CONSTRAINT session_pkey PRIMARY KEY,
        person_id uuid NOT NULL,
        body_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX session_expires_idx ON session (expires_at)`);
    await runner.query(`GRANT SELECT, INSERT, DELETE ON session TO libro_firma_application`);

    await runner.query(`
      CREATE TABLE idempotency_record (
        person_id uuid NOT NULL,
        key text NOT NULL,
        fingerprint bytea NOT NULL,
        started_at timestamptz NOT NULL,
        status integer,
        answer text,
        CONSTRAINT idempotency_record_pkey PRIMARY KEY (person_id, key)
      )`);
    await runner.query(
      `GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_record TO libro_firma_application`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE idempotency_record, session, delivery, journal_entry`);
    await runner.query(`DROP FUNCTION refuse_change(), app_body()`);
  }
}
