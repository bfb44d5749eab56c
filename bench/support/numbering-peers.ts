import { Client } from 'pg';

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
const FUNCTION_REGISTER = '0190f000-0000-7000-8000-0000000000bb';

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
      GRANT USAGE ON SEQUENCE bench_number TO libro_firma_application;
      ${functionOf(sampleId)}`,
    pgbenchCounter: script(
      sampleId,
      `counted AS (UPDATE bench_counter SET number = number + 1 WHERE register = 1 RETURNING number)`,
    ),
    pgbenchInsert: script(sampleId, `counted AS (SELECT nextval('bench_number')::integer AS number)`),
  };
}

/** One call for one number: the lock of a register, its last row, the new one with its hash. No batch, no counter row. */
function functionOf(sampleId: string): string {
  return `
    CREATE FUNCTION bench_register() RETURNS integer LANGUAGE plpgsql AS $$
    DECLARE last record; given integer;
    BEGIN
      PERFORM pg_advisory_xact_lock(4711);
      SELECT entry.number, entry.hash INTO last FROM registration entry
       WHERE (entry.body_id, entry.aoo_id, entry.year) =
             (SELECT body_id, aoo_id, year FROM registration WHERE id = '${sampleId}')
         AND entry.register_id = '${FUNCTION_REGISTER}' ORDER BY entry.number DESC LIMIT 1;
      given := coalesce(last.number, 0) + 1;
      ${insertsOf(sampleId, 'counted AS (SELECT given AS number)', {
        register: FUNCTION_REGISTER,
        hash: `sha256(coalesce(last.hash, '\\x00') || convert_to(subject || fresh.number, 'UTF8'))`,
      })};
      RETURN given;
    END $$;
    GRANT EXECUTE ON FUNCTION bench_register() TO libro_firma_application`;
}

/** Calls of that function on one connection with a prepared statement. */
export async function callsOfFunction(url: string, bodyId: string) {
  const client = new Client({
    connectionString: url,
    options: `-c role=libro_firma_application -c app.body=${bodyId}`,
  });
  await client.connect();
  return {
    once: () => client.query({ name: 'bench-register', text: 'SELECT bench_register()' }),
    close: () => client.end(),
  };
}

function script(sampleId: string, counted: string): string {
  const statement = insertsOf(sampleId, counted, { register: PEER_REGISTER, hash: 'hash' });
  return `${statement.replaceAll(/\s*\n\s*/g, ' ').trim()};\n`;
}

function insertsOf(
  sampleId: string,
  counted: string,
  { register, hash }: { readonly register: string; readonly hash: string },
): string {
  return `
    WITH ${counted},
    fresh AS MATERIALIZED (SELECT number, ${NEW_ID} AS id, ${NEW_ID} AS entry FROM counted),
    entries AS (
      INSERT INTO registration
      SELECT body_id, aoo_id, '${register}'::uuid, year, fresh.number, fresh.id, register_code, clock_timestamp(),
             registered_on, direction, subject, sender, recipients, classification_code, means, sender_reference,
             received_on, operator_id, office_id, fresh.id::text, segnatura_hash, previous_hash, ${hash}, form,
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
}
