import type { Correspondent, Direction } from '../domain/registration';

/** What an entry is found by, as it is now. */
export interface Indexed {
  readonly id: string;
  readonly registerId: string;
  readonly year: number;
  readonly number: number;
  readonly registeredOn: string;
  readonly direction: Direction;
  readonly subject: string;
  readonly sender: Correspondent | null;
  readonly furtherSenders: readonly Correspondent[];
  readonly recipients: readonly Correspondent[];
  readonly senderReference: string | null;
  readonly messageId: string | null;
  readonly means: string | null;
  /** Number that the entry has in the emergency register. */
  readonly emergencyNumber: string | null;
  readonly classificationCode: string;
  readonly officeId: string | null;
  readonly offices: readonly string[];
  /** Persons and offices that may see a reserved entry; null when it is not reserved. */
  readonly readers: readonly string[] | null;
  readonly annulled: boolean;
  /** Texts that corrections put beside the registered ones. */
  readonly corrected: readonly string[];
}

export const INDEXED_ENTRIES = `
  SELECT entry.id, entry.register_id AS "registerId", entry.year, entry.number,
         entry.registered_on::text AS "registeredOn", entry.direction, entry.subject, entry.sender,
         entry.further_senders AS "furtherSenders", entry.recipients, entry.sender_reference AS "senderReference",
         entry.message_id AS "messageId", entry.emergency->>'number' AS "emergencyNumber", entry.means, coalesce(
           (SELECT changed.classification_code FROM registration_class changed
             WHERE changed.registration_id = entry.id ORDER BY changed.sequence DESC LIMIT 1),
           entry.classification_code) AS "classificationCode",
         entry.office_id AS "officeId", array_remove(ARRAY[entry.office_id] || ARRAY(
           SELECT unnest(ARRAY[assigned.office_id, assigned.person_id]) FROM assignment assigned
            WHERE assigned.registration_id = entry.id AND assigned.state IN ('PENDING', 'ACCEPTED')), NULL) AS offices,
         CASE WHEN reservation.reserved
              THEN array_remove(reservation.person_ids || reservation.office_ids || entry.operator_id, NULL) END AS readers,
         EXISTS (SELECT 1 FROM annulment_decision decided WHERE decided.registration_id = entry.id
                    AND decided.granted AND decided.scope = 'WHOLE') AS annulled,
         ARRAY(SELECT asked.corrections::text FROM annulment_decision decided
                 JOIN annulment_request asked ON asked.id = decided.request_id
                WHERE decided.registration_id = entry.id AND decided.granted AND decided.scope = 'DATA') AS corrected
    FROM registration entry
    LEFT JOIN LATERAL (SELECT * FROM registration_reservation changed WHERE changed.registration_id = entry.id
                        ORDER BY changed.sequence DESC LIMIT 1) reservation ON true`;
