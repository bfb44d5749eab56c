import type { Database } from '../../../platform/database/database';
import type { LaterAnnulment } from '../../domain/daily-register';
import type { RegisterKey } from '../../domain/registration-entry';
import { numberText } from '../../domain/registration-number';

/** What was decided on a day about entries of the register, whenever they were registered. */
export async function annulmentsOfDay(
  database: Database,
  { bodyId, registerId }: RegisterKey,
  day: string,
): Promise<LaterAnnulment[]> {
  const rows = await database.query<Omit<LaterAnnulment, 'number'> & { number: number }>(
    `SELECT entry.number, entry.year, asked.id AS "requestId", asked.scope, asked.corrections, asked.reason,
            decided.act_reference AS "actReference", decided.decided_by AS "decidedBy",
            to_char(decided.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "decidedAt"
       FROM annulment_decision decided
       JOIN annulment_request asked ON asked.id = decided.request_id
       JOIN registration entry ON entry.id = decided.registration_id
      WHERE decided.body_id = $1 AND decided.decided_on = $2 AND decided.granted AND entry.register_id = $3
      ORDER BY decided.decided_at, entry.year, entry.number`,
    [bodyId, day, registerId],
  );
  return rows.map((row) => ({ ...row, number: numberText(row.number) }));
}
