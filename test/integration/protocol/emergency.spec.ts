import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { CheckRegister, IndexRegister, Register } from '../../../src/protocol';
import type { ImportReportView, OpeningList } from '../../../src/protocol/http/emergency.schema';
import type { RegistrationDetail, RegistrationPage } from '../../../src/protocol/http/protocol.schema';
import { systemActor } from '../../../src/platform/identity';
import { useApplication } from '../../support/application';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { eventually } from '../../support/eventually';
import { chromiumPath, describeWith } from '../../support/services';

jest.setTimeout(120_000);

interface Exported {
  readonly payload: string;
  readonly signature: string;
}

describeWith(['database', 'chromium'], 'the emergency register', () => {
  const app = useApplication({ worker: false });
  let browser: Browser;
  let manager: Desk;
  let clerk: Desk;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
    manager = await logIn(app(), PEOPLE.recordsManager);
    clerk = await logIn(app(), PEOPLE.clerk);
  });
  afterAll(() => browser.close());

  const codeOf = ({ body }: { body: unknown }) => (body as { code: string }).code;

  async function aForm(prefix: string): Promise<string> {
    const { id } = await manager.must<{ id: string }>(
      manager.post('emergency-stations', { prefix, name: `Sportello ${prefix}` }),
    );
    const form = await manager.post<string>(`emergency-stations/${id}/forms`);
    const file = join(app().dataDir, `${prefix}.html`);
    writeFileSync(file, form.body);
    return file;
  }

  /** A clerk at a station without network: opens, registers, closes, exports. */
  async function exportedBy(file: string, subjects: readonly string[], visits = 1): Promise<Exported[]> {
    const context = await browser.newContext({ offline: true, acceptDownloads: true });
    const exported: Exported[] = [];
    try {
      for (let visit = 0; visit < visits; visit += 1) {
        const page = await context.newPage();
        await page.goto(`file://${file}`);
        await page.fill('#cause', 'Guasto alla rete');
        await page.fill('#act', 'Disposizione n. 3 del responsabile');
        await page.click('text=Apri il registro');
        for (const subject of subjects) {
          await page.fill('#counterpart', 'Ninfa D’Alù');
          await page.fill('#subject', subject);
          await page.click('button:text-is("Registra")');
        }
        // What was entered survives, as soon as the browser has written it down.
        await eventually('the entries after a reload', async () => {
          await page.reload();
          return (await page.locator('#rows tr').count()) === subjects.length;
        });
        await page.click('text=Chiudi il registro');
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.click('text=Esporta il file firmato'),
        ]);
        exported.push(JSON.parse(readFileSync(await download.path(), 'utf8')) as Exported);
        await page.close();
      }
      return exported;
    } finally {
      await context.close();
    }
  }

  const take = (file: Exported, desk = manager) => desk.post<ImportReportView>('emergency-imports', file);

  it('is opened by authority for 24 hours, prolonged by a further act for a week at most, and never twice at once', async () => {
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const open = (from: number, until: number, desk = manager) =>
      desk.post<{ id: string }>('emergency-registers', {
        cause: 'Manutenzione',
        actReference: 'Disposizione n. 4',
        openedAt: at(from),
        until: at(until),
      });
    expect((await open(-60, -40, clerk)).status).toBe(403);
    expect(codeOf(await open(-60, -30))).toBe('PROTOCOL_EMERGENCY_PERIOD_WRONG');
    const { id } = (await open(-60, -40)).body;
    expect(codeOf(await open(-50, -45))).toBe('PROTOCOL_EMERGENCY_OVERLAPS');
    const prolong = (until: number) =>
      manager.post(`emergency-registers/${id}/periods`, {
        actReference: 'Disposizione n. 5',
        until: at(until),
      });
    expect(codeOf(await prolong(200))).toBe('PROTOCOL_EMERGENCY_PERIOD_WRONG');
    expect((await prolong(-30)).status).toBeLessThan(300);
    const close = (hours: number) =>
      manager.post(`emergency-registers/${id}/closing`, { closedAt: at(hours) });
    expect(codeOf(await close(5))).toBe('PROTOCOL_EMERGENCY_PERIOD_WRONG');
    expect((await close(-31)).status).toBeLessThan(300);
    expect(codeOf(await close(-31))).toBe('PROTOCOL_EMERGENCY_CLOSED');
  });

  it('gives what a form without network registered an ordinary number of today, once, and both are found', async () => {
    const form = await aForm('SP1');
    const [file] = await exportedBy(form, ['Istanza straordinarissima', 'Seconda']);
    const report = (await take(file!)).body;
    expect(report).toMatchObject({ station: 'SP1', missing: [] });
    expect(report.registered.map(({ emergencyNumber }) => emergencyNumber)).toEqual([
      'SP1-000001',
      'SP1-000002',
    ]);
    const [first] = report.registered;
    const detail = await clerk.must<RegistrationDetail>(clerk.get(`registrations/${first!.registrationId}`));
    expect(detail).toMatchObject({
      number: first!.number,
      subject: 'Istanza straordinarissima',
      emergency: { station: 'SP1', number: 'SP1-000001', at: first!.emergencyAt, cause: 'Guasto alla rete' },
    });
    await app().api.get(IndexRegister).execute();
    const found = await clerk.must<RegistrationPage>(clerk.get('registrations?search=SP1-000001'));
    expect(found.items.map(({ id }) => id)).toEqual([first!.registrationId]);
    expect(codeOf(await take(file!))).toBe('PROTOCOL_EMERGENCY_IMPORTED');
    const openings = await clerk.must<OpeningList>(clerk.get('emergency-registers'));
    expect(openings.items[0]).toMatchObject({
      cause: 'Guasto alla rete',
      acts: [{ actReference: 'Disposizione n. 3 del responsabile' }],
      operations: 2,
    });
  });

  it('never lets two stations meet, and goes on numbering where a station stopped', async () => {
    const form = await aForm('SP2');
    const files = await exportedBy(form, ['Una'], 2);
    const numbers = [];
    for (const file of files) numbers.push((await take(file)).body.registered[0]?.emergencyNumber);
    expect(numbers).toEqual(['SP2-000001', 'SP2-000002']);
    const again = await manager.post('emergency-stations', { prefix: 'SP2', name: 'Altro' });
    expect(codeOf(again)).toBe('PROTOCOL_STATION_TAKEN');
  });

  it('refuses what was changed after the export, what is older than what was imported, and tells gaps', async () => {
    const form = await aForm('SP3');
    const [first, second, third] = await exportedBy(form, ['Una'], 3);
    const changed = { ...first!, payload: first!.payload.replace('Una', 'Due') };
    expect(codeOf(await take(changed))).toBe('PROTOCOL_EMERGENCY_NOT_AUTHENTIC');
    expect(codeOf(await take({ ...first!, payload: '{}' }))).toBe('PROTOCOL_EMERGENCY_NOT_AUTHENTIC');
    expect((await take(third!)).body.missing).toEqual([1, 2]);
    expect(codeOf(await take(second!))).toBe('PROTOCOL_EMERGENCY_NUMBERS_OVERLAP');
  });

  it('goes on with an import that was broken off, without a second number', async () => {
    const form = await aForm('SP4');
    const [file] = await exportedBy(form, ['Una', 'Due']);
    const register = app().api.get(Register);
    const execute = register.execute.bind(register);
    let calls = 0;
    const broken = jest.spyOn(register, 'execute').mockImplementation((...request) => {
      calls += 1;
      if (calls === 2) throw new Error('the process died');
      return execute(...request);
    });
    expect((await take(file!)).status).toBe(500);
    broken.mockRestore();
    expect((await take(file!)).body.registered).toHaveLength(2);
    const { rows } = await app().superuser.query(
      `SELECT 1 FROM registration WHERE emergency->>'station' = 'SP4'`,
    );
    expect(rows).toHaveLength(2);
    const { rows: places } = await app().superuser.query<{ body_id: string; id: string }>(
      `SELECT body_id, id FROM aoo WHERE code = 'AOO-CEN'`,
    );
    const { bodyId, aooId } = systemActor(places[0]!.body_id, places[0]!.id);
    const check = await app()
      .api.get(CheckRegister)
      .execute({ bodyId, aooId, year: new Date().getFullYear() });
    expect(check.fault).toBeNull();
  });
});
