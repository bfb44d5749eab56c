import type { JournalEntryRow } from '../../platform/database/journal/journal-entry.row';
import type { OwedDelivery } from '../../platform/database/outbox/delivery-book';
import type { RegistrationEntry } from '../domain/registration-entry';

type Column = string | number | boolean | null | object;
type JsonRow = Readonly<Record<string, Column>>;

const REGISTRATION = `body_id, aoo_id, register_id, year, number, id, register_code, registered_at, registered_on,
  direction, subject, sender, further_senders, recipients, classification_code, means, message_id, sender_reference,
  sender_reference_date, received_on, deferral, reserved, emergency, again_of, is_open, operator_id, office_id, key, form,
  segnatura_hash, previous_hash, hash`;
const FILE = `registration_id, position, body_id, role, file_name, media_type, size, algorithm, hash,
  document_version_id, signed, medium, description, sheets, place, flags`;
const NAMES = `body_id, hash, names`;
const RESERVATION = `registration_id, sequence, body_id, reserved, person_ids, office_ids, decided_by, decided_at`;
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
  ), names AS (
    INSERT INTO segnatura_names (${NAMES})
    SELECT ${NAMES} FROM json_populate_recordset(NULL::segnatura_names, $3) ON CONFLICT DO NOTHING
  ), reservations AS (
    INSERT INTO registration_reservation (${RESERVATION})
    SELECT ${RESERVATION} FROM json_populate_recordset(NULL::registration_reservation, $4)
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
    namesRows(entries),
    entries.flatMap(reservationRows),
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
    further_senders: entry.furtherSenders,
    recipients: entry.recipients,
    classification_code: entry.classificationCode,
    means: entry.means,
    message_id: entry.messageId,
    sender_reference: entry.senderReference,
    sender_reference_date: entry.senderReferenceDate,
    received_on: entry.receivedOn,
    deferral: entry.deferral,
    reserved: entry.reserved,
    emergency: entry.emergency,
    again_of: entry.againOf,
    is_open: entry.isOpen,
    operator_id: entry.operatorId,
    office_id: entry.officeId,
    key: entry.key,
    form: entry.form,
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
    hash: file.hash === null ? null : `\\x${file.hash}`,
    document_version_id: file.documentVersionId,
    signed: file.signed,
    medium: file.medium,
    description: file.description,
    sheets: file.sheets,
    place: file.place,
    flags: file.flags,
  }));
}

/** Most batches have one set of names, and most sets are there already. */
function namesRows(entries: readonly RegistrationEntry[]): JsonRow[] {
  const distinct = new Map(entries.map((entry) => [entry.names, entry]));
  return [...distinct.values()].map(({ bodyId, segnaturaHash, names }) => ({
    body_id: bodyId,
    hash: bytea(segnaturaHash),
    names,
  }));
}

function reservationRows(entry: RegistrationEntry): JsonRow[] {
  if (entry.access === null) return [];
  return [
    {
      registration_id: entry.id,
      sequence: 1,
      body_id: entry.bodyId,
      reserved: true,
      person_ids: entry.access.personIds,
      office_ids: entry.access.officeIds,
      decided_by: entry.operatorId,
      decided_at: entry.registeredAt,
    },
  ];
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
