import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustAccept, SettableClock } from '@libro-firma/kernel';
import type { Actor } from '../../../src/platform/identity';
import { CloseDays, Register } from '../../../src/protocol';
import { DailyRegisters } from '../../../src/protocol/application/daily-register/daily-registers';
import { ProveRegistration } from '../../../src/protocol/application/daily-register/prove-registration';
import type { DailyContent } from '../../../src/protocol/domain/daily-register';
import { ROOT } from '../../../src/version';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { describeWith } from '../../support/services';
import { aCommand, type Office, openOffice, seedOffice } from './office';

const VERIFIER = join(ROOT, 'src', 'protocol', 'verifier', 'verify-registration.mjs');

const hasQpdf = spawnSync('qpdf', ['--version']).status === 0;

describeWith('database', 'the daily register', () => {
  let database: TestDatabase;
  let office: Office;
  let work: string;
  const clock = new SettableClock(new Date('2026-11-27T09:00:00Z'));
  const ids: string[] = [];
  const as = (role: string): Actor => ({ ...office.actor, personId: null, roles: [role] });

  /** Five entries on a Friday, the last one reserved, none on Saturday, one on Sunday. */
  beforeAll(async () => {
    database = await createTestDatabase();
    await seedOffice(database);
    office = await openOffice(database, { clock });
    work = mkdtempSync(join(tmpdir(), 'daily-register-'));
    for (let entry = 1; entry <= 5; entry += 1)
      await register(`friday ${entry}`, entry === 5 ? { reserved: { personIds: [], officeIds: [] } } : {});
    clock.set(new Date('2026-11-29T09:00:00Z'));
    await register('sunday');
    clock.set(new Date('2026-11-29T23:30:00Z')); // Monday in Rome
  }, 120_000);

  afterAll(async () => {
    await office.close();
    await database.drop();
    rmSync(work, { recursive: true, force: true });
  }, 60_000);

  async function register(key: string, more: object = {}): Promise<void> {
    const outcome = await office.app.get(Register).execute(office.actor, aCommand(office.actor, key, more));
    ids.push(mustAccept(outcome).registrationId);
  }

  async function contentFor(role: string, id: string): Promise<DailyContent> {
    const file = mustAccept(await office.app.get(DailyRegisters).content(as(role), id, 'json'));
    return JSON.parse(file.bytes.toString('utf8')) as DailyContent;
  }

  const list = () => office.app.get(DailyRegisters).list(as('auditor'), { limit: 10, before: null });

  it('is closed for each day that is over, also an empty one, and once', async () => {
    expect(await office.app.get(CloseDays).execute()).toBe(3);
    expect(await office.app.get(CloseDays).execute()).toBe(0);
    const { items } = await list();
    expect(
      items.map(({ day, firstNumber, lastNumber, count, dueOn, late }) => [
        day,
        firstNumber,
        lastNumber,
        count,
        dueOn,
        late,
      ]),
    ).toEqual([
      ['2026-11-29', '0000006', '0000006', 1, '2026-11-30', false],
      ['2026-11-28', null, null, 0, '2026-11-30', false],
      ['2026-11-27', '0000001', '0000005', 5, '2026-11-30', false],
    ]);
    expect(items[2]!.identifier).toBe('c_demo-AOO-CEN-20261127-001');
  });

  it('says in full to the records manager and to preservation, and masked to others, what was registered', async () => {
    const { items } = await list();
    for (const role of ['records-manager', 'preservation-manager']) {
      const content = await contentFor(role, items[2]!.id);
      expect(content).toMatchObject({
        register: 'PG',
        count: 5,
        recordsManager: { name: 'Anna Maria Greco' },
        clockOffsetMs: expect.any(Number) as number,
      });
      expect(content.entries[4]).toMatchObject({
        number: '0000005',
        subject: expect.stringContaining('friday 5') as string,
      });
    }
    const masked = await contentFor('auditor', items[2]!.id);
    expect(masked.entries[4]).toMatchObject({
      number: '0000005',
      subject: 'Riservata',
      senders: [],
      files: [],
    });
    expect(masked.entries[0]).toMatchObject({ senders: ['Ninfa D’Alù'] });
    const pdf = mustAccept(
      await office.app.get(DailyRegisters).content(as('records-manager'), items[2]!.id, 'pdf'),
    );
    const text = pdf.bytes.toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(text).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(text).not.toMatch(/\/DeviceRGB|\/DeviceGray| rg\n/);
  });

  it('proves each registration to a script that knows no server of ours, and no copy with a field changed', async () => {
    const prove = async (id: string) =>
      mustAccept(await office.app.get(ProveRegistration).execute(as('records-manager'), id)) as {
        registration: Record<string, unknown>;
        root: string;
      };
    const verify = (proof: object, ...more: string[]) => {
      const file = join(work, 'proof.json');
      writeFileSync(file, JSON.stringify(proof));
      return spawnSync(process.execPath, [VERIFIER, file, ...more], { cwd: work, env: {}, encoding: 'utf8' });
    };
    for (const id of ids) {
      const outcome = verify(await prove(id));
      expect([outcome.status, outcome.stdout]).toEqual([0, expect.stringMatching(/^proved: PG/)]);
    }
    const proof = await prove(ids[2]!);
    for (const field of Object.keys(proof.registration)) {
      const changed = { ...proof.registration, [field]: 'altro' };
      expect([field, verify({ ...proof, registration: changed }).status]).toEqual([field, 1]);
    }
    expect(verify(proof, proof.root).status).toBe(0);
    expect(verify(proof, 'ab'.repeat(32)).status).toBe(1);
  });

  it('gives no proof of a day that is not over', async () => {
    await register('monday');
    const outcome = await office.app.get(ProveRegistration).execute(as('records-manager'), ids.at(-1)!);
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'PROTOCOL_DAY_NOT_CLOSED' } });
  });

  (hasQpdf ? it : it.skip)('is a PDF that qpdf reads without a warning', async () => {
    const { items } = await list();
    const pdf = mustAccept(
      await office.app.get(DailyRegisters).content(as('records-manager'), items[2]!.id, 'pdf'),
    );
    const file = join(work, 'day.pdf');
    writeFileSync(file, pdf.bytes);
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors',
    );
  });
});
