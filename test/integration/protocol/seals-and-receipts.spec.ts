import { spawnSync } from 'node:child_process';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bufferSource } from '@libro-firma/pdf';
import { SealReceipts } from '../../../src/protocol/application/receipts/seal-receipts.use-case';
import type { MadeReceipt, ReceiptList } from '../../../src/protocol/http/receipts.schema';
import { AlarmLateDays } from '../../../src/protocol/application/daily-register/alarm-late-days.use-case';
import { SealDays } from '../../../src/protocol/application/daily-register/seal-days.use-case';
import { CloseDays } from '../../../src/protocol';
import type { DailyRegisterPage } from '../../../src/protocol/http/daily-registers.schema';
import { VerifyFile } from '../../../src/verification';
import { useApplication } from '../../support/application';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(60_000);

const DAY_MS = 86_400_000;
const hasXmlsec = spawnSync('xmlsec1', ['--version']).status === 0;

describeWith('database', 'what the body seals of its register', () => {
  const app = useApplication({ worker: false });
  let clerk: Desk;
  let manager: Desk;

  beforeAll(async () => {
    clerk = await logIn(app(), PEOPLE.clerk);
    manager = await logIn(app(), PEOPLE.recordsManager);
  });

  /** Sessions end while the clock runs ahead. */
  async function logInAgain(): Promise<void> {
    clerk = await logIn(app(), PEOPLE.clerk);
    manager = await logIn(app(), PEOPLE.recordsManager);
  }

  const verdictOf = async (bytes: Buffer) => app().api.get(VerifyFile).judgeSource(bufferSource(bytes));
  const key = (): string => join(app().dataDir, 'seals', 'AOO-CEN.p12');

  async function registered(): Promise<{ id: string; number: string }> {
    const bytes = Buffer.from(`istanza ${Math.random()}`);
    const upload = clerk.upload('documents?use=annex', { fileName: 'istanza.txt', bytes });
    const { id: documentId } = await clerk.must<{ id: string }>(upload);
    return clerk.must(
      clerk.post('registrations', {
        subject: 'Istanza di accesso',
        sender: { kind: 'PERSON', name: 'Ninfa', familyName: 'D’Alù' },
        classificationCode: '6.1',
        documentId,
      }),
    );
  }

  it('a receipt to the citizen is a PDF that verifies as the body’s, and is kept', async () => {
    const { id, number } = await registered();
    const receipt = await clerk.must<{ id: string }>(
      clerk.post(`registrations/${id}/receipts`, { endsOn: '2026-12-31' }),
    );
    const file = await clerk.get(`registrations/${id}/receipts/${receipt.id}`);
    expect(file.headers['content-disposition']).toContain(`ricevuta-${number}`);
    expect(await verdictOf(file.bytes)).toMatchObject({
      conclusion: 'TOTAL_PASSED',
      signatures: [{ coverage: 'WHOLE_FILE' }],
    });
    const auditor = await logIn(app(), PEOPLE.auditor);
    expect((await auditor.post(`registrations/${id}/receipts`, {})).status).toBe(403);
  });

  it('a receipt that is asked for while the seal is away is made by itself when the seal is back, once', async () => {
    const { id } = await registered();
    renameSync(key(), `${key()}.away`);
    const asked = await clerk.must<MadeReceipt>(
      clerk.post(`registrations/${id}/receipts`, { endsOn: '2026-12-31' }),
    );
    expect(asked.state).toBe('TO_SEAL');
    const early = await clerk.get(`registrations/${id}/receipts/${asked.id}`);
    expect([early.status, early.body.code]).toEqual([503, 'PROTOCOL_RECEIPT_TO_SEAL']);
    expect(await app().api.get(SealReceipts).execute()).toBe(0);
    renameSync(`${key()}.away`, key());
    expect(await app().api.get(SealReceipts).execute()).toBe(1);
    expect(await app().api.get(SealReceipts).execute()).toBe(0);
    const { items } = await clerk.must<ReceiptList>(clerk.get(`registrations/${id}/receipts`));
    expect(items).toMatchObject([{ id: asked.id, state: 'SEALED', endsOn: '2026-12-31' }]);
    const file = await clerk.get(`registrations/${id}/receipts/${asked.id}`);
    expect((await verdictOf(file.bytes)).conclusion).toBe('TOTAL_PASSED');
  });

  it('what waits for the seal of one office keeps no other office’s from its own', async () => {
    const { id } = await registered();
    const { rowCount } = await app().superuser.query(
      `INSERT INTO receipt_request (id, body_id, aoo_id, registration_id, asked_by, asked_at)
       SELECT gen_random_uuid(), person.body_id, aoo.id, $1, person.id, '2020-01-01' FROM generate_series(1, 250)
         JOIN person ON person.username = $2 JOIN aoo ON aoo.code <> 'AOO-CEN' AND aoo.body_id = person.body_id`,
      [id, PEOPLE.clerk],
    );
    expect(rowCount).toBeGreaterThanOrEqual(250);
    rmSync(join(app().dataDir, 'seals', 'AOO-SOC.p12'), { force: true });
    renameSync(key(), `${key()}.away`);
    const asked = await clerk.must<MadeReceipt>(clerk.post(`registrations/${id}/receipts`, {}));
    renameSync(`${key()}.away`, key());
    expect(asked.state).toBe('TO_SEAL');
    expect(await app().api.get(SealReceipts).execute()).toBe(1);
    expect((await clerk.get(`registrations/${id}/receipts/${asked.id}`)).status).toBe(200);
  });

  it('a receipt and a label of what was annulled say so', async () => {
    const { id } = await registered();
    const { requestId } = await clerk.must<{ requestId: string }>(
      clerk.post(`registrations/${id}/annulments`, { scope: 'WHOLE', reason: 'Doppia' }),
    );
    const decision = { requestIds: [requestId], granted: true, actReference: 'Determina n. 7' };
    await manager.must(manager.post('annulments/decisions', decision));
    const receipt = await clerk.must<MadeReceipt>(clerk.post(`registrations/${id}/receipts`, {}));
    for (const [path, said] of [
      [`receipts/${receipt.id}`, 'REGISTRAZIONE ANNULLATA il'],
      ['label', '– ANNULLATO'],
    ] as const) {
      const file = join(app().dataDir, 'annulled.pdf');
      writeFileSync(file, (await clerk.get(`registrations/${id}/${path}`)).bytes);
      const text = spawnSync('pdftotext', [file, '-'], { encoding: 'utf8' });
      if (text.status === 0) expect(text.stdout.replaceAll(/\s+/g, ' ')).toContain(said);
    }
  });

  it('a label bears number and bar code', async () => {
    const { id } = await registered();
    const label = await clerk.get(`registrations/${id}/label`);
    expect(label.headers['content-type']).toBe('application/pdf');
    expect(label.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const path = join(app().dataDir, 'label.pdf');
    writeFileSync(path, label.bytes);
    const text = spawnSync('pdftotext', [path, '-'], { encoding: 'utf8' });
    if (text.status === 0) expect(text.stdout).toMatch(/Prot\. n\. \d{7} del/);
  });

  it('the register of a day is sealed for people and for machines', async () => {
    app().clock.advance(DAY_MS);
    await logInAgain();
    await app().api.get(CloseDays).execute();
    await app().api.get(SealDays).execute();
    const { items } = await manager.must<DailyRegisterPage>(manager.get('daily-registers'));
    expect(items.every(({ sealed }) => sealed)).toBe(true);
    for (const format of ['pdf', 'xml']) {
      const file = await manager.get(`daily-registers/${items.at(-1)!.id}/content?format=${format}`);
      expect((await verdictOf(file.bytes)).conclusion).toBe('TOTAL_PASSED');
      if (format === 'xml' && hasXmlsec) expectXmlsecAgrees(file.bytes);
    }
  });

  it('a day that is not sealed by its working day is told once, to the records manager by name', async () => {
    await registered();
    renameSync(key(), `${key()}.away`);
    app().clock.advance(DAY_MS);
    await app().api.get(CloseDays).execute();
    await app().api.get(SealDays).execute();
    expect(await app().api.get(AlarmLateDays).execute()).toBe(0);
    app().clock.advance(8 * DAY_MS);
    expect(await app().api.get(AlarmLateDays).execute()).toBeGreaterThan(0);
    expect(await app().api.get(AlarmLateDays).execute()).toBe(0);
    expect(app().log.lines.filter((line) => line.includes('DAILY_REGISTER_LATE'))).not.toHaveLength(0);
    renameSync(`${key()}.away`, key());
    await app().startWorker();
    await app().drain();
    await logInAgain();
    const { items } = await manager.must<{ items: { text: string }[] }>(manager.get('notifications'));
    expect(items.some(({ text }) => text.startsWith('In ritardo il registro giornaliero'))).toBe(true);
  });

  /** xmlsec1, which we did not write: the value and the digests hold for the key that the seal itself names. */
  function expectXmlsecAgrees(xml: Buffer): void {
    const path = join(app().dataDir, 'day.xml');
    writeFileSync(path, xml);
    const { stderr, stdout } = spawnSync(
      'xmlsec1',
      [
        '--verify',
        '--insecure',
        '--enabled-key-data',
        'x509,rsa,ec',
        '--id-attr:Id',
        'SignedProperties',
        path,
      ],
      { encoding: 'utf8' },
    );
    expect(`${stdout}${stderr}`).toMatch(/^(OK|Verification status: OK|.*SignedInfo References.*ok)/im);
  }
});
