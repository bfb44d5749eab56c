/**
 * What others do to number registrations, as pgbench scripts. They write the same rows into the same tables, with the
 * same indexes, triggers and policies, in one statement and one round trip: the best that one row for each commit can
 * do. They compute no hash; it comes from the row that they copy.
 */
export interface PeerScripts {
  readonly prepare: string;
  readonly pgbenchCounter: string;
  readonly pgbenchInsert: string;
}

/** A register of their own: rows of another's numbers at the end of ours would be in the way of neither. */
const PEER_REGISTER = '0190f000-0000-7000-8000-0000000000aa';

/** A new id each time, in the order of time as ours are: random ones would be slower for their indexes. */
const NEW_ID = `(lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0')
  || substr(md5(random()::text), 1, 20))::uuid`;

/** `sampleId`: a registration that is there, whose text and files are copied. */
export function peerScripts(sampleId: string): PeerScripts {
  return {
    prepare: `
      CREATE TABLE bench_counter (register integer PRIMARY KEY, number integer NOT NULL);
      INSERT INTO bench_counter VALUES (1, 1000000);
      CREATE SEQUENCE bench_number START 100000000;
      GRANT SELECT, UPDATE ON bench_counter TO libro_firma_application;
      GRANT USAGE ON SEQUENCE bench_number TO libro_firma_application`,
    pgbenchCounter: script(
      sampleId,
      `counted AS (UPDATE bench_counter SET number = number + 1 WHERE register = 1 RETURNING number)`,
    ),
    pgbenchInsert: script(sampleId, `counted AS (SELECT nextval('bench_number')::integer AS number)`),
  };
}

function script(sampleId: string, counted: string): string {
  const statement = `
    WITH ${counted},
    fresh AS MATERIALIZED (SELECT number, ${NEW_ID} AS id, ${NEW_ID} AS entry FROM counted),
    entries AS (
      INSERT INTO registration
      SELECT body_id, aoo_id, '${PEER_REGISTER}'::uuid, year, fresh.number, fresh.id, register_code, clock_timestamp(),
             registered_on, direction, subject, sender, recipients, classification_code, means, sender_reference,
             received_on, operator_id, office_id, fresh.id::text, segnatura_hash, previous_hash, hash, form,
             further_senders, message_id, sender_reference_date, deferral, reserved, emergency, again_of, is_open
        FROM registration, fresh WHERE registration.id = '${sampleId}'
    ), files AS (
      INSERT INTO registration_file
      SELECT fresh.id, position, body_id, role, file_name, media_type, size, algorithm, hash, document_version_id,
             signed, medium, description, sheets, place, flags
        FROM registration_file, fresh WHERE registration_id = '${sampleId}'
    )
    INSERT INTO journal_entry (id, body_id, stream, stream_id, sequence, type, actor_id, on_behalf_of, capacity, at,
                               payload, previous_hash, hash, salt)
    SELECT fresh.entry, body_id, stream, fresh.id, sequence, type, actor_id, on_behalf_of, capacity, at, payload,
           previous_hash, hash, salt
      FROM journal_entry, fresh WHERE stream = 'registration' AND stream_id = '${sampleId}' AND sequence = 1`;
  return `${statement.replaceAll(/\s*\n\s*/g, ' ').trim()};\n`;
}
