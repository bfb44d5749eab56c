import type { Client } from 'pg';

/** Acts that wait for the one official whose queue is measured. */
export const MOST_WAITING = 10_000;
const OTHERS = 500;

export interface LoadedQueue {
  readonly bodyId: string;
  readonly aooId: string;
  readonly personId: string;
  readonly others: string[];
}

/**
 * Fills a seeded database by SQL with `steps` tasks: 10,000 open ones of one official, one in twenty of the others open,
 * the rest done. Each row is as the service writes it; files and journal, which the queue does not count, are shared.
 */
export async function loadQueue(client: Client, steps: number): Promise<LoadedQueue> {
  const [place] = (
    await client.query<{ body_id: string; aoo_id: string; id: string }>(
      `SELECT person.body_id, appointment.aoo_id, person.id FROM person JOIN appointment ON appointment.person_id = person.id
        WHERE username = 'maria.rossi' LIMIT 1`,
    )
  ).rows;
  if (!place) throw new Error('the demo body is not seeded');
  const { body_id: bodyId, aoo_id: aooId, id: personId } = place;
  await client.query(
    `INSERT INTO person (id, body_id, given_name, family_name, tax_code, username)
     SELECT gen_random_uuid(), $1, 'Ufficio', 'Numero ' || n, 'X' || lpad(n::text, 15, '0'), 'ufficio.' || n
       FROM generate_series(1, ${OTHERS}) n`,
    [bodyId],
  );
  await loadRequests(client, bodyId, personId, Math.ceil(steps / 2));
  await client.query(TASKS, [bodyId, personId, MOST_WAITING]);
  await client.query('VACUUM ANALYZE');
  const others = await client.query<{ id: string }>(`SELECT id FROM person WHERE username LIKE 'ufficio.%'`);
  return { bodyId, aooId, personId, others: others.rows.map((row) => row.id) };
}

async function loadRequests(client: Client, bodyId: string, personId: string, count: number): Promise<void> {
  await client.query(
    `WITH book AS (SELECT * FROM signature_book WHERE body_id = $1 LIMIT 1),
          document AS (INSERT INTO document (id, body_id, aoo_id, owner_id, file_name, created_at)
                       SELECT gen_random_uuid(), $1, aoo_id, $2, 'atto.pdf', now() FROM book RETURNING id, aoo_id),
          version AS (INSERT INTO document_version (id, body_id, document_id, number, sha256, size, media_type, origin, page_count, signatures, created_at)
                      SELECT gen_random_uuid(), $1, id, 1, repeat('a', 64), 1000, 'application/pdf', 'UPLOADED', 2, 0, now() FROM document RETURNING id, document_id),
          plico AS (INSERT INTO plico (id, body_id, aoo_id, created_at)
                    SELECT gen_random_uuid(), $1, aoo_id, now() FROM document RETURNING id, aoo_id),
          file AS (INSERT INTO plico_file (id, body_id, plico_id, revision, position, role, document_id, to_sign, frozen_sha256, current_version_id)
                   SELECT gen_random_uuid(), $1, plico.id, 1, 0, 'MAIN', version.document_id, true, repeat('a', 64), version.id FROM plico, version RETURNING plico_id)
     INSERT INTO signing_request (id, body_id, aoo_id, book_id, office_id, plico_id, subject, state, revision, version, requester_id,
                                  with_protocol, urgent, check_failures, created_at, updated_at, policy, numbering_asked, number_wanted)
     SELECT gen_random_uuid(), $1, book.aoo_id, book.id, book.office_id, file.plico_id, 'Determina numero ' || n,
            CASE WHEN n <= 260000 THEN 'IN_ROUTE' ELSE 'ARCHIVED' END, 1, 3, $2, true, n % 50 = 0, '[]',
            now() - n * interval '1 second', now(),
            '{"registers":[],"fourEyes":"drafter-may-sign","mustRead":false,"deadline":"soft","stepHours":null,"unansweredReturns":false,"keepsEndorsements":false}',
            false, false
       FROM book, file, generate_series(1, ${count}) n`,
    [bodyId, personId],
  );
}

/** Two steps for each request: an endorsement that is done, and a signature. */
const TASKS = `
  INSERT INTO task (id, body_id, request_id, revision, step_id, holder_id, addressee, kind, state, version, urgent, opened_at, done_at, read_by)
  SELECT gen_random_uuid(), $1, request.id, 1, gen_random_uuid(), holder.id, 'person:' || holder.id, step.kind,
         CASE WHEN step.kind = 'SIGN' AND request.state = 'IN_ROUTE' THEN 'PENDING' ELSE 'DONE' END, 1, request.urgent, request.created_at,
         CASE WHEN step.kind = 'SIGN' AND request.state = 'IN_ROUTE' THEN NULL ELSE now() END, '{}'
    FROM (SELECT *, row_number() OVER (ORDER BY created_at DESC) AS n FROM signing_request) request
   CROSS JOIN (VALUES ('ENDORSE'), ('SIGN')) AS step(kind)
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM person WHERE username LIKE 'ufficio.%') other
      ON other.place = request.n % ${OTHERS}
    JOIN LATERAL (SELECT CASE WHEN request.n <= $3 AND step.kind = 'SIGN' THEN $2::uuid ELSE other.id END AS id) holder ON true`;
