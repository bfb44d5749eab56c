import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bufferSource } from '@libro-firma/pdf';
import type { DispatchDesk, DispatchList } from '../../../src/protocol/http/dispatches.schema';
import { SendDispatches } from '../../../src/protocol/application/dispatch/send-dispatches.use-case';
import { SealSegnature } from '../../../src/protocol/application/segnatura/seal-segnature.use-case';
import { VerifyFile } from '../../../src/verification';
import { useApplication } from '../../support/application';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { aPdf } from '../../support/pdfs';
import { MailServer } from '../../support/smtp-server';
import { describeWith } from '../../support/services';
import { faultsBy, officialSchema } from './against-standards';

jest.setTimeout(60_000);

const PORT = 20_000 + (process.pid % 20_000);
const PERSON = { kind: 'PERSON', name: 'Ada', familyName: 'Lovelace', email: 'ada@example.org' };
const BODY = { kind: 'PUBLIC_BODY', name: 'Regione', ipaCode: 'r_demo', email: 'regione@pec.example' };
const NOBODY = { kind: 'PERSON', name: 'Senza', familyName: 'Posta' };

describeWith('database', 'dispatch', () => {
  let mail = new MailServer();
  const app = useApplication({
    worker: false,
    environment: {
      DISPATCH_SMTP_URL: `smtp://127.0.0.1:${PORT}`,
      DISPATCH_FROM: 'protocollo@demo.example',
    },
  });
  let clerk: Desk;

  beforeAll(async () => {
    await mail.listen(PORT);
    clerk = await logIn(app(), PEOPLE.clerk);
  });
  afterAll(() => mail.close());

  const send = async () => {
    await app().api.get(SealSegnature).execute();
    await app().api.get(SendDispatches).execute();
  };

  async function registered(recipients: readonly object[], more: object = {}): Promise<string> {
    const upload = (fileName: string, bytes: Buffer) =>
      clerk.must<{ id: string }>(clerk.upload('documents?use=annex', { fileName, bytes }));
    const main = await upload('atto.pdf', await aPdf('Nota in uscita'));
    const annex = await upload('tavola.txt', Buffer.from(`tavola ${Math.random()}`));
    const { id } = await clerk.must<{ id: string }>(
      clerk.post('registrations', {
        direction: 'OUTGOING',
        subject: 'Nota «in uscita»',
        recipients,
        classificationCode: '6.1',
        documentId: main.id,
        annexDocumentIds: [annex.id],
        ...more,
      }),
    );
    return id;
  }

  async function opened(recipients: readonly object[], body: object = {}) {
    const id = await registered(recipients);
    await clerk.must(clerk.post(`registrations/${id}/dispatches`, body));
    return id;
  }

  const listOf = async (id: string) =>
    (await clerk.must<DispatchList>(clerk.get(`registrations/${id}/dispatches`))).items;
  const only = async (id: string) => (await listOf(id))[0]!;
  const codeOf = ({ body }: { body: unknown }) => (body as { code: string }).code;
  const record = (id: string, body: object) => clerk.post(`dispatches/${id}/records`, body);

  it('proposes mail to a person, PEC to a body, print to who has no address, and each waits for the right one', async () => {
    const id = await opened([PERSON, BODY, NOBODY]);
    expect((await listOf(id)).map(({ channel, state, waitsFor }) => [channel, state, waitsFor])).toEqual([
      ['MAIL', 'TO_SEND', 'SEAL'],
      ['PEC', 'TO_SEND', 'SEAL'],
      ['PRINT', 'TO_SEND', 'COPY'],
    ]);
    await send();
    expect((await listOf(id)).map(({ state, waitsFor }) => [state, waitsFor])).toEqual([
      ['SENT', null],
      ['TO_SEND', 'CLERK'],
      ['TO_SEND', 'COPY'],
    ]);
    const desk = await clerk.must<DispatchDesk>(clerk.get('dispatches'));
    expect(desk.items.filter((item) => item.registrationId === id)).toHaveLength(2);
  });

  it('sends original, annexes and sealed segnatura, which our own verifier finds whole; plain mail ends at sent', async () => {
    const id = await opened([PERSON]);
    await send();
    const { raw, to } = mail.taken.at(-1)!;
    const dispatch = await only(id);
    expect(to).toBe('ada@example.org');
    expect(raw).toMatch(new RegExp(`^Message-ID: <${dispatch.id}@libro-firma>`, 'm'));
    for (const name of ['atto.pdf', 'tavola.txt', 'Segnatura.xml']) expect(raw).toContain(`filename=${name}`);
    const xml = attachmentOf(raw, 'Segnatura.xml');
    const report = await app().api.get(VerifyFile).judgeSource(bufferSource(xml));
    expect(report).toMatchObject({ conclusion: 'TOTAL_PASSED', format: 'XAdES' });
    expect(dispatch).toMatchObject({
      state: 'SENT',
      actions: ['RECORD_ACCEPTED', 'RECORD_DELIVERED', 'RECORD_FAILED'],
    });
    const schema = officialSchema('segnatura_protocollo.xsd');
    const path = join(app().dataDir, 'Segnatura.xml');
    writeFileSync(path, xml);
    if (schema) expect(faultsBy(schema, path)).toBe(''); // sealed, it lacks nothing
    const spoilt = Buffer.from(xml.toString('utf8').replace('Nota', 'Mota'));
    expect((await app().api.get(VerifyFile).judgeSource(bufferSource(spoilt))).conclusion).toBe(
      'TOTAL_FAILED',
    );
  });

  it('lets nothing leave while the seal is away, and sends it when the seal is back', async () => {
    const key = join(app().dataDir, 'seals', 'AOO-CEN.p12');
    const before = mail.taken.length;
    renameSync(key, `${key}.away`);
    const id = await opened([PERSON]);
    await send();
    expect(await only(id)).toMatchObject({ state: 'TO_SEND', waitsFor: 'SEAL' });
    expect(mail.taken).toHaveLength(before);
    renameSync(`${key}.away`, key);
    await send();
    expect(await only(id)).toMatchObject({ state: 'SENT' });
  });

  it('tries again what the server does not take now, and gives up what it refuses', async () => {
    const id = await opened([PERSON]);
    mail.next = 'GREYLIST';
    await send();
    expect(await only(id)).toMatchObject({ state: 'TO_SEND', code: 'SMTP_451', waitsFor: 'MAIL' });
    await send();
    expect(await only(id)).toMatchObject({ state: 'TO_SEND' }); // not yet: it waits a minute
    app().clock.advance(61_000);
    await send();
    expect(await only(id)).toMatchObject({ state: 'SENT' });
    const refused = await opened([PERSON]);
    mail.next = 'REJECT';
    await send();
    const failed = await only(refused);
    expect(failed).toMatchObject({ state: 'FAILED', code: 'SMTP_550', waitsFor: 'CLERK' });
    expect(failed.actions).toEqual(['RETRY', 'RECORD_SENT', 'WITHDRAW']);
    await clerk.must(record(failed.id, { action: 'RETRY', version: failed.version }));
    await send();
    expect(await only(refused)).toMatchObject({ state: 'SENT' });
  });

  it('never sends again by itself what may have gone: the connection broke after the letter was given', async () => {
    const id = await opened([PERSON]);
    const before = mail.taken.length;
    mail.next = 'HANG_UP_IN_DATA';
    await send();
    for (let round = 0; round < 3; round += 1) {
      app().clock.advance(3_600_000);
      await send();
    }
    expect(mail.taken).toHaveLength(before + 1);
    expect(await only(id)).toMatchObject({ state: 'FAILED', code: 'OUTCOME_UNKNOWN', waitsFor: 'CLERK' });
  });

  it('tries again where nobody listens: nothing has left', async () => {
    const id = await opened([PERSON]);
    await mail.close();
    await send();
    expect(await only(id)).toMatchObject({ state: 'TO_SEND', code: 'SMTP_ESOCKET', waitsFor: 'MAIL' });
    mail = new MailServer();
    await mail.listen(PORT);
    app().clock.advance(61_000);
    await send();
    expect(await only(id)).toMatchObject({ state: 'SENT' });
  });

  it('never sends again by itself what a process that died was sending', async () => {
    const id = await opened([PERSON]);
    await app().api.get(SealSegnature).execute();
    const before = mail.taken.length;
    // As the process leaves it that is killed between the intent and the result.
    await app().superuser.query(
      `UPDATE dispatch SET state = 'SENDING', version = version + 1, updated_at = $2 WHERE registration_id = $1`,
      [id, app().clock.now()],
    );
    await send();
    expect(await only(id)).toMatchObject({ state: 'SENDING', actions: [] });
    app().clock.advance(16 * 60_000);
    await send();
    expect(await only(id)).toMatchObject({ state: 'FAILED', code: 'OUTCOME_UNKNOWN' });
    expect(mail.taken).toHaveLength(before);
  });

  it('is recorded by hand with means, day and proof, and with each version once', async () => {
    const id = await opened([NOBODY]);
    const { id: dispatchId, version } = await only(id);
    const sent = { action: 'RECORD_SENT', version, means: 'raccomandata', on: '2026-11-24' };
    expect(codeOf(await record(dispatchId, sent))).toBe('PROTOCOL_PROOF_MISSING');
    expect(codeOf(await record(dispatchId, { ...sent, on: '2999-01-01', proof: 'R1' }))).toBe(
      'PROTOCOL_PROOF_MISSING',
    );
    await clerk.must(record(dispatchId, { ...sent, proof: 'R 12345' }));
    expect(codeOf(await record(dispatchId, { ...sent, proof: 'R 12345' }))).toBe(
      'PROTOCOL_DISPATCH_MOVED_ON',
    );
    const delivered = { action: 'RECORD_DELIVERED', version: 2, on: '2026-11-25', proof: 'avviso 9' };
    await clerk.must(record(dispatchId, delivered));
    expect(await only(id)).toMatchObject({
      state: 'DELIVERED',
      actions: [],
      attempts: [
        { step: 'RECORD_SENT', detail: { means: 'raccomandata', on: '2026-11-24', proof: 'R 12345' } },
        { step: 'RECORD_DELIVERED' },
      ],
    });
  });

  it('is opened once for each recipient, only for what leaves, and with a motive for a broken signature', async () => {
    const id = await opened([PERSON]);
    const again = await clerk.post(`registrations/${id}/dispatches`, {});
    expect(codeOf(again)).toBe('PROTOCOL_RECIPIENT_HAS_DISPATCH');
    const unknown = await clerk.post(`registrations/${id}/dispatches`, { items: [{ recipient: 7 }] });
    expect(codeOf(unknown)).toBe('PROTOCOL_RECIPIENT_UNKNOWN');
    const incoming = await registered([], { direction: 'INCOMING', sender: { kind: 'ANONYMOUS' } });
    expect(codeOf(await clerk.post(`registrations/${incoming}/dispatches`, {}))).toBe(
      'PROTOCOL_NOTHING_TO_DISPATCH',
    );
    const auditor = await logIn(app(), PEOPLE.auditor);
    expect((await auditor.post(`registrations/${id}/dispatches`, {})).status).toBe(403);
    expect((await auditor.get('dispatches')).status).toBe(403);
  });
});

/** The decoded part of a MIME message that bears this file name. */
function attachmentOf(raw: string, fileName: string): Buffer {
  const part = raw.split(/\r?\n--/).find((one) => one.includes(`filename=${fileName}`)) ?? '';
  const [, body = ''] = part.split(/\r?\n\r?\n/);
  return Buffer.from(body, 'base64');
}
