import { randomBytes, randomUUID } from 'node:crypto';
import { chownSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { CheckRegister } from '../../../src/protocol';
import { useApplication } from '../../support/application';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { databaseServerUrl, describeWith } from '../../support/services';
import { SmallDisk } from '../../support/small-disk';

jest.setTimeout(60_000);

const YEAR = new Date().getFullYear();
const SENDER = { kind: 'PERSON', name: 'Ninfa', familyName: 'D’Alù' };
/** Of the register: the tables that a number writes into. */
const TABLES = ['registration', 'registration_file', 'journal_entry'];

function body(documentId: string, subject = 'Istanza') {
  return { subject, sender: SENDER, classificationCode: '6.1', documentId };
}

const upload = (desk: Desk, bytes: Buffer) =>
  desk.upload<{ id: string }>('documents?use=annex', { fileName: 'istanza.bin', bytes });

async function faultOf(app: ReturnType<ReturnType<typeof useApplication>>) {
  const { rows } = await app.superuser.query<{ bodyId: string; aooId: string }>(
    'SELECT body_id AS "bodyId", aoo_id AS "aooId" FROM registration LIMIT 1',
  );
  return app.api.get(CheckRegister).execute({ ...rows[0]!, year: YEAR });
}

describeWith(['database', 'tmpfs'], 'a disk of files that is full', () => {
  let disk: SmallDisk;
  const environment: Record<string, string> = {};
  beforeAll(() => {
    disk = SmallDisk.mount(2);
    environment.OBJECT_STORE = `file://${disk.path}`;
  });
  const app = useApplication({ worker: false, environment });
  afterAll(() => disk.unmount());
  let clerk: Desk;
  beforeAll(async () => {
    clerk = await logIn(app(), PEOPLE.clerk);
  });

  it('refuses the upload clearly and keeps no part of it; what was there stands; with room again it is taken', async () => {
    const { id } = await clerk.must<{ id: string }>(upload(clerk, Buffer.from('piccolo')));
    const large = randomBytes(3 * 1024 * 1024);
    expect(await upload(clerk, large)).toMatchObject({ status: 503, body: { code: 'HTTP_NO_ROOM_LEFT' } });
    expect(statSync(disk.path).isDirectory()).toBe(true);
    // Nothing half is left behind: a file that fits is taken at once.
    const fits = await clerk.must<{ id: string }>(upload(clerk, randomBytes(500_000)));
    await clerk.must(clerk.post('registrations', body(fits.id)));
    disk.fill();
    expect(await upload(clerk, randomBytes(100_000))).toMatchObject({ status: 503 });
    // The file is there already: its number needs no room among the files.
    await clerk.must(clerk.post('registrations', body(id, 'Con il disco pieno')));
    disk.makeRoom();
    const again = await clerk.must<{ id: string }>(upload(clerk, randomBytes(100_000)));
    const { number } = await clerk.must<{ number: string }>(clerk.post('registrations', body(again.id)));
    expect(number).toBe('0000003');
    expect(await faultOf(app())).toMatchObject({ count: 3, fault: null });
  });
});

describeWith(['database', 'tmpfs'], 'a disk of the database that is full', () => {
  let disk: SmallDisk;
  const tablespace = `small_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const app = useApplication({ worker: false });
  let clerk: Desk;

  beforeAll(async () => {
    disk = SmallDisk.mount(24);
    const { rows } = await app().superuser.query<{ data_directory: string }>('SHOW data_directory');
    const { uid, gid } = statSync(rows[0]!.data_directory);
    const folder = join(disk.path, 'tablespace');
    mkdirSync(folder);
    chownSync(folder, uid, gid);
    await app().superuser.query(`CREATE TABLESPACE ${tablespace} LOCATION '${folder}'`);
    for (const table of TABLES)
      await app().superuser.query(`ALTER TABLE ${table} SET TABLESPACE ${tablespace}`);
    clerk = await logIn(app(), PEOPLE.clerk);
  });

  afterAll(async () => {
    const server = new Client({ connectionString: databaseServerUrl() });
    await server.connect();
    await server.query(`DROP TABLESPACE ${tablespace}`);
    await server.end();
    disk.unmount();
  });

  it('refuses numbers clearly, loses none and leaves no gap; the same requests get theirs when there is room', async () => {
    const { id } = await clerk.must<{ id: string }>(upload(clerk, Buffer.from('piccolo')));
    const register = (key: string) =>
      clerk.post<{ number: string; code?: string }>('registrations', body(id, 'x'.repeat(4_000)), {
        'idempotency-key': key,
      });
    const before = (await register(randomUUID())).body.number;
    disk.fill();
    const keys = Array.from({ length: 40 }, () => randomUUID());
    const answers: Awaited<ReturnType<typeof register>>[] = [];
    for (const key of keys) answers.push(await register(key));
    const given = answers.filter(({ status }) => status === 201).map(({ body: { number } }) => number);
    const refused = keys.filter((_key, place) => answers[place]?.status !== 201);
    // The pages that were there take a few more rows; then there is no room.
    expect(refused.length).toBeGreaterThan(0);
    for (const {
      status,
      body: { code },
    } of answers.filter((answer) => answer.status !== 201))
      expect({ status, code }).toEqual({ status: 503, code: 'HTTP_NO_ROOM_LEFT' });
    disk.makeRoom();
    for (const key of refused) {
      const { status, body: answer } = await register(key);
      expect(status).toBe(201);
      given.push(answer.number);
    }
    const numbers = given.map(Number).sort((left, right) => left - right);
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, place) => Number(before) + 1 + place));
    expect(await faultOf(app())).toMatchObject({ count: 41, fault: null });
  });
});
