import type { MigrationInterface, QueryRunner } from 'typeorm';

const RECEIPTS_TO_SEAL = 'receipts_to_seal()';

/** A receipt that was asked for while the seal was away: it is made when the seal is back. */
export class ReceiptsToSeal1795640884332 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE receipt_request (
        id uuid NOT NULL CONSTRAINT receipt_request_pkey PRIMARY KEY,
        body_id uuid NOT NULL,
        aoo_id uuid NOT NULL,
        registration_id uuid NOT NULL,
        ends_on date,
        asked_by uuid NOT NULL,
        asked_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX receipt_request_registration_idx ON receipt_request (registration_id)`);
    await runner.query(`
      CREATE TRIGGER receipt_request_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON receipt_request
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`ALTER TABLE receipt_request ENABLE ROW LEVEL SECURITY`);
    await runner.query(
      `CREATE POLICY receipt_request_of_body ON receipt_request USING (body_id = app_body())`,
    );
    await runner.query(`GRANT SELECT, INSERT ON receipt_request TO libro_firma_application`);
    await runner.query(`
      CREATE FUNCTION ${RECEIPTS_TO_SEAL} RETURNS TABLE (id uuid, body_id uuid, aoo_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT asked.id, asked.body_id, asked.aoo_id FROM receipt_request asked
         WHERE NOT EXISTS (SELECT 1 FROM registration_receipt made WHERE made.id = asked.id)
         ORDER BY asked.asked_at LIMIT 100 $$`);
    await runner.query(`REVOKE ALL ON FUNCTION ${RECEIPTS_TO_SEAL} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${RECEIPTS_TO_SEAL} TO libro_firma_application`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION ${RECEIPTS_TO_SEAL}`);
    await runner.query(`DROP TABLE receipt_request`);
  }
}
