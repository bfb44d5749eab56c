import type { JournalEntryRow } from '../../platform/database/journal/journal-entry.row';
import type { OwedDelivery } from '../../platform/database/outbox/delivery-book';
import type { RegistrationEntry } from '../domain/registration-entry';
import { searchWordsOf } from '../domain/search-words';

type Column = string | number | boolean | null | object;
type JsonRow = Readonly<Record<string, Column>>;

const REGISTRATION = `body_id, aoo_id, register_id, year, number, id, register_code, registered_at, registered_on,
  direction, subject, sender, recipients, classification_code, means, sender_reference, received_on, operator_id,
  office_id, key, segnatura_hash, previous_hash, hash`;
const FILE = `registration_id, position, body_id, role, file_name, media_type, size, algorithm, hash,
  document_version_id, signed`;
const SEGNATURA = `registration_id, body_id, version, xml`;
const PLACE = `registration_id, body_id, aoo_id, register_id, year, number, direction`;
const JOURNAL = `id, body_id, stream, stream_id, sequence, type, actor_id, on_behalf_of, capacity, at, payload,
  previous_hash, hash, salt`;
const DELIVERY = `id, body_id, journal_entry_id, consumer`;

/**
 * Everything that a number brings with it, in one statement and one round trip: the lock of the register is held no
 * longer than it must. Each parameter is a JSON array of rows, so that the statement is the same for every batch.
 */
export const APPEND_REGISTRATIONS = `
  WITH entries AS (
    INSERT INTO registration (${REGISTRATION})
    SELECT ${REGISTRATION} FROM json_populate_recordset(NULL::registration, $1)
  ), files AS (
    INSERT INTO registration_file (${FILE})
    SELECT ${FILE} FROM json_populate_recordset(NULL::registration_file, $2)
  ), segnature AS (
    INSERT INTO registration_segnatura (${SEGNATURA})
    SELECT ${SEGNATURA} FROM json_populate_recordset(NULL::registration_segnatura, $3)
  ), words AS (
    INSERT INTO registration_search (${PLACE}, words)
    SELECT ${PLACE}, to_tsvector('italian', words) FROM json_to_recordset($4) AS found(
      registration_id uuid, body_id uuid, aoo_id uuid, register_id uuid, year integer, number integer,
      direction text, words text)
  ), journal AS (
    INSERT INTO journal_entry (${JOURNAL})
    SELECT ${JOURNAL} FROM json_populate_recordset(NULL::journal_entry, $5)
  )
  INSERT INTO delivery (${DELIVERY})
  SELECT ${DELIVERY} FROM json_populate_recordset(NULL::delivery, $6)`;

export interface RegistrationBatch {
  readonly entries: readonly RegistrationEntry[];
  readonly journal: readonly JournalEntryRow[];
  readonly deliveries: readonly OwedDelivery[];
}

export function appendParameters({ entries, journal, deliveries }: RegistrationBatch): string[] {
  return [
    entries.map(registrationRow),
    entries.flatMap(fileRows),
    entries.map(segnaturaRow),
    entries.map(searchRow),
    journal.map(journalRow),
    deliveries.map(deliveryRow),
  ].map((rows) => JSON.stringify(rows));
}

function registrationRow(entry: RegistrationEntry): JsonRow {
  return {
    body_id: entry.bodyId,
    aoo_id: entry.aooId,
    register_id: entry.registerId,
    year: entry.year,
    number: entry.number,
    id: entry.id,
    register_code: entry.registerCode,
    registered_at: entry.registeredAt,
    registered_on: entry.registeredOn,
    direction: entry.direction,
    subject: entry.subject,
    sender: entry.sender,
    recipients: entry.recipients,
    classification_code: entry.classificationCode,
    means: entry.means,
    sender_reference: entry.senderReference,
    received_on: entry.receivedOn,
    operator_id: entry.operatorId,
    office_id: entry.officeId,
    key: entry.key,
    segnatura_hash: bytea(entry.segnaturaHash),
    previous_hash: bytea(entry.previousHash),
    hash: bytea(entry.hash),
  };
}

function fileRows(entry: RegistrationEntry): JsonRow[] {
  return entry.files.map((file, position) => ({
    registration_id: entry.id,
    position,
    body_id: entry.bodyId,
    role: file.role,
    file_name: file.fileName,
    media_type: file.mediaType,
    size: file.size,
    algorithm: file.algorithm,
    hash: `\\x${file.hash}`,
    document_version_id: file.documentVersionId,
    signed: file.signed,
  }));
}

function segnaturaRow(entry: RegistrationEntry): JsonRow {
  return { registration_id: entry.id, body_id: entry.bodyId, ...entry.segnatura };
}

function searchRow(entry: RegistrationEntry): JsonRow {
  return {
    registration_id: entry.id,
    body_id: entry.bodyId,
    aoo_id: entry.aooId,
    register_id: entry.registerId,
    year: entry.year,
    number: entry.number,
    direction: entry.direction,
    words: searchWordsOf(entry),
  };
}

function journalRow(entry: JournalEntryRow): JsonRow {
  return {
    id: entry.id,
    body_id: entry.bodyId,
    stream: entry.stream,
    stream_id: entry.streamId,
    sequence: entry.sequence,
    type: entry.type,
    actor_id: entry.actorId,
    on_behalf_of: entry.onBehalfOf,
    capacity: entry.capacity,
    at: entry.at,
    payload: entry.payload,
    previous_hash: bytea(entry.previousHash),
    hash: bytea(entry.hash),
    salt: bytea(entry.salt),
  };
}

function deliveryRow(delivery: OwedDelivery): JsonRow {
  return {
    id: delivery.id,
    body_id: delivery.bodyId,
    journal_entry_id: delivery.journalEntryId,
    consumer: delivery.consumer,
  };
}

function bytea(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`;
}
