import type { MigrationInterface, QueryRunner } from 'typeorm';

const EACH_IN_TURN = 'ORDER BY owed.place, owed.aoo_id LIMIT 200';

/** What waits for a seal that is away must not keep the other offices' from theirs: of each AOO the oldest first. */
export class SealEachAooInTurn1795643846913 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION segnature_to_seal() RETURNS TABLE (registration_id uuid, body_id uuid, aoo_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT owed.registration_id, owed.body_id, owed.aoo_id FROM (
          SELECT waiting.registration_id, waiting.body_id, waiting.aoo_id,
                 row_number() OVER (PARTITION BY waiting.aoo_id ORDER BY waiting.registration_id) AS place
            FROM dispatch waiting
           WHERE waiting.state IN ('TO_SEND', 'FAILED') AND waiting.channel IN ('MAIL', 'PEC')
             AND NOT EXISTS (SELECT 1 FROM segnatura_seal seal WHERE seal.registration_id = waiting.registration_id)
           GROUP BY waiting.registration_id, waiting.body_id, waiting.aoo_id) owed
         ${EACH_IN_TURN} $$`);
    await runner.query(`
      CREATE OR REPLACE FUNCTION receipts_to_seal() RETURNS TABLE (id uuid, body_id uuid, aoo_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT owed.id, owed.body_id, owed.aoo_id FROM (
          SELECT asked.id, asked.body_id, asked.aoo_id,
                 row_number() OVER (PARTITION BY asked.aoo_id ORDER BY asked.asked_at, asked.id) AS place
            FROM receipt_request asked
           WHERE NOT EXISTS (SELECT 1 FROM registration_receipt made WHERE made.id = asked.id)) owed
         ${EACH_IN_TURN} $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION segnature_to_seal() RETURNS TABLE (registration_id uuid, body_id uuid, aoo_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT DISTINCT waiting.registration_id, waiting.body_id, waiting.aoo_id FROM dispatch waiting
         WHERE waiting.state IN ('TO_SEND', 'FAILED') AND waiting.channel IN ('MAIL', 'PEC')
           AND NOT EXISTS (SELECT 1 FROM segnatura_seal seal WHERE seal.registration_id = waiting.registration_id)
         LIMIT 100 $$`);
    await runner.query(`
      CREATE OR REPLACE FUNCTION receipts_to_seal() RETURNS TABLE (id uuid, body_id uuid, aoo_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT asked.id, asked.body_id, asked.aoo_id FROM receipt_request asked
         WHERE NOT EXISTS (SELECT 1 FROM registration_receipt made WHERE made.id = asked.id)
         ORDER BY asked.asked_at LIMIT 100 $$`);
  }
}
