import { newId } from '@libro-firma/kernel';
import type { ImportedEntry } from '../../domain/register-start/imported-entry';
import { foldWords } from '../../domain/search-words';

/** A batch of entries in one statement, with the words that they are found by. */
export const APPEND_IMPORTED = `
  INSERT INTO imported_registration (id, body_id, aoo_id, register_id, import_id, line, year, number, registered_on,
         registered_time, direction, subject, senders, recipients, classification_code, means, sender_reference,
         sender_reference_date, received_on, office_id, office, algorithm, hash, annulled, annulment_act, reserved, notes,
         words)
  SELECT row.id, $2, $3, $4, $5, row.line, row.year, row.number, row."registeredOn", row."registeredTime",
         row.direction, row.subject, row.senders, row.recipients, row."classificationCode", row.means,
         row."senderReference", row."senderReferenceDate", row."receivedOn",
         (SELECT office.id FROM office WHERE office.aoo_id = $3 AND office.code = row.office), row.office, row.algorithm,
         row.hash, row.annulled, row."annulmentAct", row.reserved, row.notes, to_tsvector('italian', row.words)
    FROM json_to_recordset($1::json) AS row (id uuid, line integer, year integer, number integer, "registeredOn" date,
         "registeredTime" text, direction text, subject text, senders text[], recipients text[],
         "classificationCode" text, means text, "senderReference" text, "senderReferenceDate" date, "receivedOn" date,
         office text, algorithm text, hash text, annulled boolean, "annulmentAct" text, reserved boolean, notes text,
         words text)`;

export interface NumberedLine {
  readonly line: number;
  readonly entry: ImportedEntry;
}

export function loadParameter(lines: readonly NumberedLine[]): string {
  return JSON.stringify(
    lines.map(({ line, entry }) => ({ id: newId(), line, ...entry, words: wordsOf(entry) })),
  );
}

function wordsOf({ subject, senders, recipients, senderReference, notes }: ImportedEntry): string {
  return foldWords([subject, ...senders, ...recipients, senderReference ?? '', notes ?? ''].join('\n'));
}
