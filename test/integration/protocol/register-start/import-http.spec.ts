import { createHash, randomUUID } from 'node:crypto';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { bufferSource } from '@libro-firma/pdf';
import { CheckRegister, CloseDays, IndexRegister } from '../../../../src/protocol';
import { LoadImports } from '../../../../src/protocol/application/register-start/load-imports.use-case';
import { ImportLeases } from '../../../../src/protocol/application/register-start/import-leases';
import type { RegistrationPage } from '../../../../src/protocol/http/protocol.schema';
import type {
  ImportedDetail,
  RegisterStartView,
} from '../../../../src/protocol/http/register-start/register-start.schema';
import { VerifyFile } from '../../../../src/verification';
import { useApplication } from '../../../support/application';
import { type Desk, logIn, PEOPLE } from '../../../support/people';
import { describeWith } from '../../../support/services';

jest.setTimeout(120_000);

const HEAD = 'numero;anno;data;tipo;oggetto;mittente;destinatario;impronta;riservata;annullata';
const HASH = createHash('sha256').update('a').digest('hex');
const YEAR = new Date().getFullYear();

const line = (
  number: number,
  more: Partial<Record<'year' | 'subject' | 'hash' | 'reserved' | 'annulled', string | number>> = {},
) =>
  `${number};${more.year ?? 2019};${more.year ?? 2019}-02-03;E;"${more.subject ?? `Istanza n. ${number}`}";Ninfa D’Alù;;${more.hash ?? HASH};${more.reserved ?? ''};${more.annulled ?? ''}`;
const csv = (...lines: readonly string[]): Buffer => Buffer.from([HEAD, ...lines].join('\r\n'));

describeWith('database', 'the register of another system', () => {
  const app = useApplication({ worker: false });
  let manager: Desk;
  let clerk: Desk;

  beforeAll(async () => {
    manager = await logIn(app(), PEOPLE.recordsManager);
    clerk = await logIn(app(), PEOPLE.clerk);
  });

  const load = () => app().api.get(LoadImports).execute();
  const start = () => manager.must<RegisterStartView>(manager.get('register-start'));
  const send = (bytes: Buffer, encoding = 'utf-8') =>
    manager.upload(`register-imports?encoding=${encoding}`, { fileName: 'vecchio.csv', bytes });

  async function imported(bytes: Buffer): Promise<RegisterStartView['imports'][number]> {
    await manager.must(send(bytes));
    await load();
    // What it replaces is taken away first.
    if ((await start()).imports[0]?.state === 'LOADING') await load();
    return (await start()).imports[0]!;
  }

  const search = async (query: string, desk = manager) =>
    (await desk.must<RegistrationPage>(desk.get(`registrations?${query}`))).items;

  async function check() {
    const { rows } = await app().superuser.query<{ bodyId: string; aooId: string }>(
      'SELECT body_id AS "bodyId", aoo_id AS "aooId" FROM register_opening LIMIT 1',
    );
    return app()
      .api.get(CheckRegister)
      .execute({ ...rows[0]!, year: YEAR });
  }

  async function register(subject = 'La prima nostra') {
    const upload = clerk.upload('documents?use=annex', {
      fileName: 'a.txt',
      bytes: Buffer.from(randomUUID()),
    });
    const { id: documentId } = await clerk.must<{ id: string }>(upload);
    return clerk.post('registrations', {
      subject,
      sender: { kind: 'PERSON', name: 'Ninfa', familyName: 'D’Alù' },
      classificationCode: '6.1',
      documentId,
    });
  }

  it.each([
    [
      'quotes that are never closed',
      csv(line(1), '2;2019;2019-02-03;E;"aperte;;', line(3)),
      'PROTOCOL_IMPORT_QUOTES_BROKEN',
    ],
    ['a null character', csv(line(1), line(2, { subject: 'a\0b' })), 'PROTOCOL_IMPORT_NOT_TEXT'],
    [
      'Latin-1 called UTF-8',
      Buffer.from(csv(line(1, { subject: 'città' })).toString(), 'latin1'),
      'PROTOCOL_IMPORT_NOT_ENCODED',
    ],
    ['a column twice', Buffer.from(`${HEAD};oggetto\n`), 'PROTOCOL_IMPORT_COLUMNS_TWICE'],
    ['a column that nobody knows', Buffer.from(`${HEAD};cap\n`), 'PROTOCOL_IMPORT_COLUMNS_UNKNOWN'],
    ['no column of numbers', Buffer.from('a;b\n1;2\n'), 'PROTOCOL_IMPORT_COLUMNS_MISSING'],
    ['a head alone', csv(), 'PROTOCOL_IMPORT_EMPTY'],
  ])('with %s is refused whole, with the reason', async (_name, bytes, code) => {
    expect(await imported(bytes)).toMatchObject({ state: 'REFUSED', refusal: { code } });
    await load(); // takes away what was loaded of it
    const { rows } = await app().superuser.query('SELECT 1 FROM imported_registration');
    expect(rows).toEqual([]);
  });

  it('is taken as it is: gaps, doubles, missing hashes and broken lines are listed', async () => {
    const taken = await imported(
      csv(
        line(2),
        line(3, { hash: '' }),
        line(4, { hash: '', subject: '' }),
        line(4, { subject: 'Due volte la quattro' }),
        line(9, { subject: "=HYPERLINK(''http://evil.example'')" }),
        line(10, { subject: `Lunghissima ${'x'.repeat(9_988)}` }),
        line(1, { year: 2020, reserved: 'S', subject: 'Segretissima zanzariera' }),
        line(2, { year: 2020, annulled: 'S', subject: 'Annullata zanzariera' }),
        'ventidue;2020;2020-01-01;E;Senza numero;;;;;',
        '5;2020;2020-01-01;E;Poche celle',
      ),
    );
    expect(taken).toMatchObject({
      state: 'SEALED',
      taken: 8,
      linesDone: 10,
      report: {
        years: [
          { year: 2019, first: 2, last: 10, entries: 6 },
          { year: 2020, first: 1, last: 2, entries: 2 },
        ],
        counts: { GAP: 5, DOUBLE: 1, NO_HASH: 2, NO_SUBJECT: 1, NO_COUNTERPART: 0, NOT_TAKEN: 2 },
      },
    });
    expect(taken.report?.first).toEqual(
      expect.arrayContaining([
        { kind: 'GAP', year: 2019, from: 1, to: 1, note: '' },
        { kind: 'GAP', year: 2019, from: 5, to: 8, note: '' },
        { kind: 'DOUBLE', year: 2019, from: 4, to: 4, note: 'righe 4, 5' },
        { kind: 'NO_HASH', year: 2019, from: 3, to: 4, note: '' },
        { kind: 'NOT_TAKEN', year: null, from: 10, to: 10, note: 'NUMBER' },
        { kind: 'NOT_TAKEN', year: null, from: 11, to: 11, note: 'FIELDS' },
      ]),
    );
  });

  it('has a report with the seal of the body, which names the list of all that is wrong', async () => {
    const [taken] = (await start()).imports;
    const { bytes } = await manager.get(`register-imports/${taken!.id}/report`);
    expect(await app().api.get(VerifyFile).judgeSource(bufferSource(bytes))).toMatchObject({
      conclusion: 'TOTAL_PASSED',
      signatures: [{ coverage: 'WHOLE_FILE' }],
    });
    const list = await manager.get(`register-imports/${taken!.id}/findings`);
    const { rows } = await app().superuser.query<{ payload: string }>(
      `SELECT payload FROM journal_entry WHERE type = 'register-import.loaded' ORDER BY at DESC LIMIT 1`,
    );
    expect(rows[0]?.payload).toContain(createHash('sha256').update(list.bytes).digest('hex'));
    expect(list.bytes.toString()).toContain('"Numeri ripetuti";"2019";"4";"4";"righe 4, 5"');
    expect((await clerk.get(`register-imports/${taken!.id}/report`)).status).toBe(403);
  });

  it('is found by search, marked as imported, reserved entries by the manager alone', async () => {
    expect(await search('search=zanzariera')).toMatchObject([
      { number: '0000002', year: 2020, imported: true, annulled: true },
      { number: '0000001', year: 2020, imported: true, reserved: true },
    ]);
    expect(await search('search=zanzariera', clerk)).toHaveLength(1);
    const drafter = await logIn(app(), PEOPLE.drafter);
    expect(await search('search=zanzariera', drafter)).toEqual([]);
    expect(await search('number=4&year=2019')).toHaveLength(2);
    const [reserved] = await search('search=segretissima');
    expect((await clerk.get(`imported-registrations/${reserved!.id}`)).status).toBe(404);
    expect(
      await manager.must<ImportedDetail>(manager.get(`imported-registrations/${reserved!.id}`)),
    ).toMatchObject({ algorithm: 'SHA-256', hash: HASH, senders: ['Ninfa D’Alù'], line: 8 });
  });

  it('comes page by page, each entry once, doubles too', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await manager.must<RegistrationPage>(manager.get(`registrations?limit=3${cursor}`));
      seen.push(...page.items.map(({ year, number, id }) => `${year}/${number} ${id}`));
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(8);
    expect(seen).toHaveLength(8);
    const places = seen.map((text) => text.split(' ')[0]);
    expect(places).toEqual([...places].sort().reverse());
  });

  it('is exported without a formula', async () => {
    const { bytes } = await manager.get('registration-exports?format=csv');
    expect(bytes.toString()).toContain(`"'=HYPERLINK(''http://evil.example'')"`);
    expect(bytes.toString().split('\r\n')[0]).toContain('"Importata"');
  });

  it('gives way to another file from zero while no number was given', async () => {
    expect(await imported(csv(line(1, { year: YEAR }), line(2, { year: YEAR })))).toMatchObject({
      state: 'SEALED',
      taken: 2,
    });
    expect((await start()).imports.map(({ state }) => state)).toContain('REPLACED');
    expect(await search('search=zanzariera')).toEqual([]);
  });

  it('that has numbers of this year leaves the register shut until an act opens it', async () => {
    const shut = await register();
    expect(shut).toMatchObject({ status: 409, body: { code: 'PROTOCOL_REGISTER_NOT_OPENED' } });
    const open = (firstNumber: number, actDate = '2026-01-02') =>
      manager.post('register-openings', { firstNumber, actReference: 'Determina n. 12', actDate });
    expect((await open(2)).body).toMatchObject({ code: 'PROTOCOL_OPENING_TOO_LOW' });
    expect((await open(3, '2090-01-01')).status).toBe(422);
    expect(
      (await clerk.post('register-openings', { firstNumber: 3, actReference: 'x', actDate: '2026-01-02' }))
        .status,
    ).toBe(403);
    await manager.must(open(801));
  });

  it('lets no number out while a file is being read, and may be abandoned', async () => {
    const { id } = await manager.must<{ id: string }>(send(csv(line(1, { year: YEAR }))));
    expect((await send(csv(line(1)))).body).toMatchObject({ code: 'PROTOCOL_IMPORT_RUNNING' });
    expect((await register()).body).toMatchObject({ code: 'PROTOCOL_IMPORT_RUNNING' });
    await manager.must(manager.post(`register-imports/${id}/abandon`, {}));
    expect((await manager.post(`register-imports/${id}/abandon`, {})).status).toBe(409);
    await load();
    expect((await start()).imports[0]).toMatchObject({ state: 'ABANDONED' });
  });

  it('is read on where a process died, and by one process alone', async () => {
    const lines = Array.from({ length: 4_500 }, (_, place) => line(place + 1));
    const renewed = jest.spyOn(app().api.get(ImportLeases), 'end');
    let leases = 0; // one to begin with, then one for each batch
    renewed.mockImplementation(() => {
      leases += 1;
      if (leases === 3) throw new Error('killed');
      return new Date(Date.now() - 1);
    });
    await manager.must(send(csv(...lines)));
    await expect(load()).rejects.toThrow('killed');
    expect((await start()).imports[0]).toMatchObject({ state: 'LOADING', linesDone: 2_000, taken: 2_000 });
    renewed.mockRestore();
    await Promise.all([load(), load(), load()]);
    expect((await start()).imports[0]).toMatchObject({ state: 'SEALED', linesDone: 4_500, taken: 4_500 });
    const { rows } = await app().superuser.query(
      'SELECT count(*)::integer AS rows, count(DISTINCT number)::integer AS numbers, max(number) AS last FROM imported_registration',
    );
    expect(rows).toEqual([{ rows: 4_500, numbers: 4_500, last: 4_500 }]);
  });

  it('waits for the seal and is sealed later', async () => {
    const key = join(app().dataDir, 'seals', 'AOO-CEN.p12');
    renameSync(key, `${key}.away`);
    const waiting = await imported(csv(line(7, { year: YEAR, subject: 'Settima' })));
    renameSync(`${key}.away`, key);
    expect(waiting).toMatchObject({ state: 'LOADED', hasReport: false, taken: 1 });
    await app().superuser.query('UPDATE register_import SET lease_until = NULL');
    await load();
    expect((await start()).imports[0]).toMatchObject({ state: 'SEALED', hasReport: true });
  });

  it('goes on at the number that the act says, and is proved without what was imported', async () => {
    const first = await register();
    expect(first).toMatchObject({ status: 201, body: { number: '0000801', imported: false } });
    expect(await register('La seconda')).toMatchObject({ body: { number: '0000802' } });
    expect(await check()).toMatchObject({ count: 2, fault: null });
    app().clock.advance(86_400_000);
    await app().api.get(CloseDays).execute();
    const days = await app().superuser.query(
      'SELECT first_number, last_number, entry_count FROM daily_register WHERE entry_count > 0',
    );
    expect(days.rows).toEqual([{ first_number: 801, last_number: 802, entry_count: 2 }]);
  });

  it('stands for ever once a number was given: by the service, by its role and by the owner', async () => {
    manager = await logIn(app(), PEOPLE.recordsManager);
    clerk = await logIn(app(), PEOPLE.clerk);
    expect((await send(csv(line(1)))).body).toMatchObject({ code: 'PROTOCOL_REGISTER_HAS_NUMBERS' });
    const again = { firstNumber: 900, actReference: 'Altra determina', actDate: '2026-01-02' };
    expect((await manager.post('register-openings', again)).body).toMatchObject({
      code: 'PROTOCOL_REGISTER_HAS_NUMBERS',
    });
    for (const statement of [
      'DELETE FROM imported_registration',
      `UPDATE imported_registration SET subject = 'altro'`,
      'TRUNCATE imported_registration',
      'INSERT INTO imported_registration SELECT * FROM imported_registration',
      'UPDATE register_opening SET first_number = 1',
    ])
      await expect(app().superuser.query(statement)).rejects.toThrow();
  });

  it('an opening that was slipped in behind the journal’s back moves no number', async () => {
    await app().superuser.query(`
      INSERT INTO register_opening SELECT '${randomUUID()}', body_id, aoo_id, register_id, sequence + 1, year, 700,
        act_reference, act_date, decided_by, decided_at FROM register_opening ORDER BY sequence DESC LIMIT 1`);
    const checked = await check();
    expect(checked.fault).toMatchObject({ kind: 'GAP', number: 1 });
  });

  it('is listed behind our own entries', async () => {
    await app().api.get(IndexRegister).execute();
    const items = await search('');
    expect(items.map(({ number, imported: isImported }) => [number, isImported])).toEqual([
      ['0000802', false],
      ['0000801', false],
      ['0000007', true],
    ]);
    expect(await search('search=settima')).toMatchObject([{ imported: true }]);
  });
});
