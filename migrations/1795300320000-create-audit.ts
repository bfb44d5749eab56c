import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['journal_block', 'journal_block_entry'];

/** Seals over the journal. */
export class CreateAudit1795300320000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE journal_block (
        id uuid NOT NULL CONSTRAINT journal_block_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        number integer NOT NULL,
        entry_count integer NOT NULL,
        first_entry_id uuid,
        last_entry_id uuid,
        merkle_root bytea NOT NULL,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL,
        below_transaction_id bigint NOT NULL,
        sealed_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX journal_block_number_key ON journal_block (body_id, number)`);
    await runner.query(`
      CREATE TABLE journal_block_entry (
        entry_id uuid NOT NULL CONSTRAINT journal_block_entry_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        block_id uuid NOT NULL,
        position integer NOT NULL,
        leaf bytea NOT NULL
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX journal_block_entry_position_key ON journal_block_entry (block_id, position)`,
    );
    for (const table of TABLES) {
      await runner.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_of_body ON ${table} USING (body_id = app_body())`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO libro_firma_application`);
    }
    // Asked every second for all bodies at once: only which bodies, nothing of their entries. A mark above every
    // transaction of this server comes from another one (a restored copy), and is set again by a block without entries.
    await runner.query(`
      CREATE FUNCTION bodies_to_seal() RETURNS SETOF uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH horizon AS (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS value)
        SELECT body.id FROM body
          CROSS JOIN horizon
          LEFT JOIN LATERAL (SELECT below_transaction_id AS mark FROM journal_block
                              WHERE journal_block.body_id = body.id ORDER BY number DESC LIMIT 1) last ON true
         WHERE last.mark > horizon.value
            OR EXISTS (SELECT 1 FROM journal_entry entry
                        WHERE entry.body_id = body.id AND entry.transaction_id < horizon.value
                          AND entry.transaction_id >= coalesce(last.mark, 0)
                          AND NOT EXISTS (SELECT 1 FROM journal_block_entry sealed WHERE sealed.entry_id = entry.id))
      $$`);
    await runner.query(`REVOKE ALL ON FUNCTION bodies_to_seal() FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION bodies_to_seal() TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION bodies_to_seal()`);
    await runner.query(`DROP TABLE journal_block_entry, journal_block`);
  }
}
