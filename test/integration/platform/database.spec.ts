import 'reflect-metadata';
import { newId, refuse } from '@libro-firma/kernel';
import { Client } from 'pg';
import { Database } from '../../../src/platform/database/database';
import { JournalEntryRow } from '../../../src/platform/database/journal/journal-entry.row';
import { journalHash, NO_PREVIOUS } from '../../../src/platform/database/journal/journal-hash';
import { Journal } from '../../../src/platform/database/journal/journal';
import { httpRefusals } from '../../../src/platform/http';
import { type Actor, systemActor } from '../../../src/platform/identity';
import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { aSecondBody } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

/** Never changed by anybody, once written. */
const APPEND_ONLY = [
  'journal_entry',
  'document_version',
  'registration',
  'registration_file',
  'segnatura_names',
];

/** Shown to one person alone, by a policy of their own. */
const PERSONAL = ['notification'];

describeWith('database', 'the legal tables', () => {
  // Before the application's own: these connections are to its database.
  afterAll(async () => {
    await application.end();
    await owner.end();
  });
  const app = useApplication();
  let application: Client;
  let owner: Client;
  let bodyId: string;
  let otherBodyId: string;

  beforeAll(async () => {
    const office = await Office.open(app());
    const { id } = await office.toSign();
    await office.sign(await office.read(id, office.signer));
    await aSecondBody(app());
    const { rows } = await app().superuser.query<{ id: string }>(
      `SELECT id FROM body ORDER BY ipa_code DESC`,
    );
    [bodyId, otherBodyId] = [rows[0]!.id, rows[1]!.id];
    application = new Client({
      connectionString: app().database.applicationUrl,
      options: '-c role=libro_firma_application',
    });
    owner = new Client({ connectionString: app().database.ownerUrl });
    await application.connect();
    await owner.connect();
  });

  const codeOf = async (client: Client, sql: string): Promise<string> =>
    client.query(sql).then(
      () => 'allowed',
      (fault: unknown) => (fault as { code: string }).code,
    );
  const changes = (table: string) => [
    `UPDATE ${table} SET body_id = body_id`,
    `DELETE FROM ${table}`,
    `TRUNCATE ${table} CASCADE`,
  ];
  const countOf = async (client: Client, table: string): Promise<number> =>
    Number((await client.query<{ count: string }>(`SELECT count(*) FROM ${table}`)).rows[0]?.count);

  it('hold something after an act was signed and registered', async () => {
    for (const table of APPEND_ONLY)
      expect([table, await countOf(app().superuser, table)]).not.toEqual([table, 0]);
  });

  it.each(APPEND_ONLY)('%s lets the service add, and change nothing', async (table) => {
    for (const sql of changes(table)) expect([sql, await codeOf(application, sql)]).toEqual([sql, '42501']);
  });

  it.each(APPEND_ONLY)('%s is not changed by its owner either', async (table) => {
    for (const sql of changes(table)) expect([sql, await codeOf(owner, sql)]).toEqual([sql, 'LF001']);
  });

  it('are those alone that have no right to be changed: the service owns nothing and passes no policy', async () => {
    const { rows: owned } = await app().superuser.query(
      `SELECT 1 FROM pg_class WHERE relowner IN (SELECT oid FROM pg_roles WHERE rolname IN ('libro_firma_application', 'test_application'))`,
    );
    expect(owned).toEqual([]);
    const { rows: role } = await app().superuser.query<object>(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = 'libro_firma_application'`,
    );
    expect(role).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
    ]);
  });

  it('show the service no row of another body, and none at all where no body is set', async () => {
    const { rows: tables } = await app().superuser.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.role_table_grants
        WHERE grantee = 'libro_firma_application' AND privilege_type = 'SELECT' AND table_schema = 'public'
        INTERSECT SELECT relname FROM pg_class WHERE relrowsecurity`,
    );
    const names = tables.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['registration', 'signing_request', 'document', 'person', 'task']),
    );
    for (const name of names) {
      await application.query(`SELECT set_config('app.body', '', false)`);
      expect([name, await countOf(application, name)]).toEqual([name, 0]);
      await application.query(`SELECT set_config('app.body', $1, false)`, [bodyId]);
      const { rows } = await app().superuser.query<{ count: string }>(
        `SELECT count(*) FROM ${name} WHERE body_id = $1`,
        [bodyId],
      );
      const own = Number(rows[0]!.count);
      const seen = await countOf(application, name);
      // Some are a person's own, and no person is set.
      expect([name, seen]).toEqual([name, PERSONAL.includes(name) ? 0 : own]);
    }
  });

  it('have a policy wherever a row belongs to a body, except where a login or a repeat must find it first', async () => {
    const { rows } = await app().superuser.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class
         JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'body_id'
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT relrowsecurity ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(['access_token', 'delivery', 'session']);
  });

  it('take no row in the name of another body', async () => {
    await application.query(`SELECT set_config('app.body', $1, false)`, [bodyId]);
    const insert = (body: string) =>
      codeOf(
        application,
        `INSERT INTO document (id, body_id, aoo_id, file_name, created_at)
         VALUES ('${newId()}', '${body}', '${newId()}', 'x', now())`,
      );
    expect(await insert(otherBodyId)).toBe('42501');
    expect(await insert(bodyId)).toBe('allowed');
  });

  it('keep what is frozen as it was', async () => {
    for (const sql of [
      `UPDATE plico_file SET frozen_sha256 = repeat('0', 64) WHERE frozen_sha256 IS NOT NULL`,
      `UPDATE plico_file SET document_id = id WHERE frozen_sha256 IS NOT NULL`,
      `DELETE FROM plico_file WHERE frozen_sha256 IS NOT NULL`,
    ])
      expect([sql, await codeOf(owner, sql)]).toEqual([sql, 'LF001']);
  });
});

describeWith('database', 'a unit of work', () => {
  const app = useApplication({ worker: false });
  const journal = () => app().api.get(Journal);
  const database = () => app().api.get(Database);
  let system: Actor;

  beforeAll(async () => {
    const { rows } = await app().superuser.query<{ id: string; body_id: string }>(
      'SELECT id, body_id FROM aoo',
    );
    system = systemActor(rows[0]!.body_id, rows[0]!.id);
  });

  const entry = (streamId: string, note = 'prova') => ({
    stream: 'thing',
    streamId,
    type: 'thing.changed',
    payload: { note },
  });

  const rowsOf = async (streamId: string) =>
    database().transaction(system, () =>
      database()
        .rows(JournalEntryRow)
        .find({ where: { stream: 'thing', streamId }, order: { sequence: 'ASC' } }),
    );

  it('is undone when it throws', async () => {
    const streamId = newId();
    const work = database().transaction(system, async () => {
      await journal().append(system, entry(streamId));
      throw new Error('halfway');
    });
    await expect(work).rejects.toThrow('halfway');
    expect(await rowsOf(streamId)).toEqual([]);
  });

  it('is undone when it is refused, and the refusal comes back as it was', async () => {
    const streamId = newId();
    const refusal = refuse(httpRefusals.NOT_FOUND());
    const outcome = await database().transaction(system, async () => {
      await journal().append(system, entry(streamId));
      return refusal;
    });
    expect(outcome).toBe(refusal);
    expect(await rowsOf(streamId)).toEqual([]);
  });

  it('joins the one that is open: what is refused outside undoes what was accepted inside', async () => {
    const streamId = newId();
    await database().transaction(system, async () => {
      await database().transaction(system, () => journal().append(system, entry(streamId)));
      return refuse(httpRefusals.NOT_FOUND());
    });
    expect(await rowsOf(streamId)).toEqual([]);
  });

  it('calls what waits for the commit after it, in order, and never after a rollback', async () => {
    const called: string[] = [];
    const streamId = newId();
    await database().transaction(system, async () => {
      database().afterCommit(() => called.push('first'));
      database().afterCommit(() => called.push('second'));
      await journal().append(system, entry(streamId));
      expect(called).toEqual([]);
    });
    expect(called).toEqual(['first', 'second']);
    await database().transaction(system, () => {
      database().afterCommit(() => called.push('refused'));
      return Promise.resolve(refuse(httpRefusals.NOT_FOUND()));
    });
    await database()
      .transaction(system, () => {
        database().afterCommit(() => called.push('thrown'));
        return Promise.reject(new Error('halfway'));
      })
      .catch(() => undefined);
    expect(called).toEqual(['first', 'second']);
    expect(() => database().afterCommit(() => undefined)).toThrow(/outside a unit of work/);
  });

  it('sees only the body in whose name it is done, and forgets it at the end', async () => {
    const people = (bodyId: string | null) =>
      database().transaction(
        { bodyId, personId: null },
        async () => (await database().query<object>('SELECT 1 FROM person')).length,
      );
    expect(await people(system.bodyId)).toBe(12);
    expect(await people(null)).toBe(0);
    const outside = await database().dataSource.query<object[]>('SELECT 1 FROM person');
    expect(outside).toEqual([]);
  });

  it('that only reads, as a snapshot, sees all as it was at its first statement', async () => {
    const logInElsewhere = () =>
      app().superuser.query(
        `INSERT INTO session (token_hash, person_id, body_id, created_at, expires_at)
         VALUES (decode(md5(random()::text), 'hex'), gen_random_uuid(), gen_random_uuid(), now(), now())`,
      );
    const countTwice = async (kind: 'transaction' | 'snapshot') =>
      database()[kind](system, async () => {
        const count = async () => (await database().query<object>('SELECT 1 FROM session')).length;
        const first = await count();
        await logInElsewhere();
        return (await count()) - first;
      });
    expect(await countTwice('snapshot')).toBe(0);
    expect(await countTwice('transaction')).toBe(1);
  });

  it('chains the entries of each stream, and of each alone', async () => {
    const [one, other] = [newId(), newId()];
    await database().transaction(system, () =>
      journal().appendAll(system, [entry(one, 'a'), entry(other, 'x'), entry(one, 'b')]),
    );
    await database().transaction(system, () => journal().append(system, entry(one, 'c')));
    const rows = await rowsOf(one);
    expect(rows.map((row) => row.sequence)).toEqual([1, 2, 3]);
    let previous: Buffer = NO_PREVIOUS;
    for (const row of rows) {
      expect(row.previousHash.equals(previous)).toBe(true);
      expect(journalHash(row).equals(row.hash)).toBe(true);
      previous = row.hash;
    }
    expect((await rowsOf(other)).map((row) => row.sequence)).toEqual([1]);
  });

  it('lets one of two writers have a place in a stream, and not both', async () => {
    const streamId = newId();
    await database().transaction(system, () => journal().append(system, entry(streamId)));
    const write = (note: string) =>
      database().transaction(system, () => journal().append(system, entry(streamId, note)));
    const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd'].map(write));
    const rows = await rowsOf(streamId);
    expect(rows.map((row) => row.sequence)).toEqual(rows.map((_, index) => index + 1));
    expect(rows).toHaveLength(1 + outcomes.filter(({ status }) => status === 'fulfilled').length);
  });

  it('is the only place where the journal is written', async () => {
    await expect(journal().append(system, entry(newId()))).rejects.toThrow(/only inside a unit of work/);
  });
});
