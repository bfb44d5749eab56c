import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import type { Indexed } from '../../infrastructure/indexed-entries';
import { traceOf } from './trace-of';

const WRITE = `
  INSERT INTO registration_trace (registration_id, body_id, aoo_id, registered_on, direction, counterpart_key, message_id,
                                  reference_key, subject, classification_code, means, hashes, reserved)
  SELECT trace.registration_id, app_body(), entry.aoo_id, entry.registered_on, entry.direction, trace.counterpart_key,
         entry.message_id, trace.reference_key, trace.subject, trace.classification_code, entry.means,
         ARRAY(SELECT encode(file.hash, 'hex') FROM registration_file file
                WHERE file.registration_id = entry.id AND file.hash IS NOT NULL ORDER BY file.position), trace.reserved
    FROM jsonb_to_recordset($1) AS trace(registration_id uuid, counterpart_key text, reference_key text, subject text,
                                         classification_code text, reserved boolean)
    JOIN registration entry ON entry.id = trace.registration_id
      ON CONFLICT (registration_id) DO UPDATE
         SET classification_code = excluded.classification_code, reserved = excluded.reserved`;

const UNFILED = `
  INSERT INTO registration_unfiled (registration_id, body_id, aoo_id, ruled)
  SELECT entry.id, entry.body_id, entry.aoo_id, false FROM registration entry
   WHERE entry.id = ANY($1)
     AND NOT EXISTS (SELECT 1 FROM case_file_content content WHERE content.registration_id = entry.id)
      ON CONFLICT DO NOTHING`;

/** Follows the register, together with the rows to search by; inside their unit of work. */
@Injectable()
export class TraceRegistrations {
  constructor(private readonly database: Database) {}

  async write(entries: readonly Indexed[]): Promise<void> {
    const rows = entries.map((entry) => {
      const { counterpartKey, referenceKey, subject } = traceOf(entry, []);
      return {
        registration_id: entry.id,
        counterpart_key: counterpartKey,
        reference_key: referenceKey,
        subject,
        classification_code: entry.classificationCode,
        reserved: entry.readers !== null,
      };
    });
    await this.database.query(WRITE, [JSON.stringify(rows)]);
    await this.database.query(UNFILED, [entries.map(({ id }) => id)]);
  }
}
