import { writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LivePki } from '../../../libs/signature/testing/pki/live-services';
import { stampedCms } from '../../../libs/signature/testing/stamped-cms';
import { VerifyQueued } from '../../../src/verification/application/verify-queued.use-case';
import type {
  VerificationProgressView,
  VerificationView,
} from '../../../src/verification/http/verification.schema';
import { Application } from '../../support/application';
import { eventually } from '../../support/eventually';
import { formOf } from '../../support/forms';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { aPdf } from '../../support/pdfs';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

const MINUTE_MS = 60_000;
const LATER = { prefer: 'respond-async' };

describeWith('database', 'a verification that is not answered at once', () => {
  let app: Application;
  let live: LivePki;
  let auditor: Desk;
  let p7m: Buffer;

  beforeAll(async () => {
    live = await LivePki.start();
    app = await Application.start({
      environment: { VERIFY_INNER_HOSTS: new URL(live.base).host, VERIFY_AT_ONCE_BYTES: '200000' },
    });
    writeFileSync(join(app.dataDir, 'trust', 'test-root.der'), live.pki.root.holder.read.der);
    p7m = stampedCms({ content: Buffer.from('Atto'), signer: live.pki.signer() });
    auditor = await logIn(app, PEOPLE.auditor);
  }, 120_000);
  afterAll(async () => {
    await app.close();
    await live.close();
  });
  beforeEach(() => {
    delete live.faults.ocsp;
    delete live.faults.crl;
  });

  const ask = (bytes: Buffer, { query = '', headers = {} } = {}) => {
    const form = formOf([{ fileName: 'atto.p7m', bytes }]);
    return auditor.send<VerificationProgressView & VerificationView>('POST', `verifications${query}`, {
      body: form.body,
      headers: { ...form.headers, ...headers },
    });
  };
  const progress = async (id: string) =>
    (await auditor.get<VerificationProgressView>(`verifications/${id}`)).body;
  const done = async (id: string): Promise<VerificationProgressView> => {
    await eventually('the verification is done', async () => (await progress(id)).state === 'DONE');
    return progress(id);
  };
  /** By somebody of whom no service has spoken yet: what one has said is remembered while it lasts. */
  const freshly = (): Buffer => stampedCms({ content: Buffer.from('Atto'), signer: live.pki.signer() });
  /** Names of the files that wait or are kept. */
  const held = async (): Promise<string[]> =>
    (await readdir(join(app.dataDir, 'objects', 'passing'), { recursive: true }).catch(() => [])).flatMap(
      (name) => /[0-9a-f]{64}$/.exec(name)?.[0] ?? [],
    );
  const tend = () => app.api.get(VerifyQueued).tend();

  it('is accepted, done in the queue and shown at its address; the file is gone afterwards', async () => {
    const { status, headers, body } = await ask(p7m, { headers: LATER });
    expect([status, headers.location]).toEqual([202, `/api/v1/verifications/${body.id}`]);
    expect(body).toMatchObject({ state: 'QUEUED', tries: 0, result: null });
    const { result, tries } = await done(body.id);
    expect(tries).toBe(1);
    expect(result).toMatchObject({ id: body.id, conclusion: 'TOTAL_PASSED', fileName: 'atto.p7m' });
    await eventually('the file is removed', async () => (await held()).length === 0);
  });

  it('is answered once for one key, however often it is sent', async () => {
    const headers = { ...LATER, 'idempotency-key': 'la-stessa-verifica' };
    const [first, again] = [await ask(p7m, { headers }), await ask(p7m, { headers })];
    expect(again.body.id).toBe(first.body.id);
    await done(first.body.id);
  });

  it('is that of every large file, and its events end with the result', async () => {
    const { status, body } = await ask(Buffer.concat([await aPdf('Grande'), Buffer.alloc(300_000, 10)]));
    expect(status).toBe(202);
    const events = await auditor.get(`verifications/${body.id}/events`);
    expect(events.headers['content-type']).toContain('text/event-stream');
    const last = events.bytes.toString('utf8').trimEnd().split('data: ').at(-1) ?? '';
    expect(JSON.parse(last)).toMatchObject({ state: 'DONE', result: { conclusion: 'NO_SIGNATURE' } });
  });

  it('is tried again by itself, later and later, when an issuer did not answer', async () => {
    live.faults.ocsp = 'HTTP_500';
    live.faults.crl = 'HTTP_500';
    const { status, body: first } = await ask(freshly());
    expect([status, first.conclusion, first.signatures[0]?.subIndication]).toEqual([
      200,
      'INDETERMINATE',
      'TRY_LATER',
    ]);
    expect(first.request).toMatchObject({ state: 'WAITING', nextTryAt: expect.any(String) as string });
    await tend(); // not yet due
    expect(await progress(first.id)).toMatchObject({ state: 'WAITING', tries: 1 });
    app.clock.advance(3 * MINUTE_MS);
    await tend();
    await eventually('a second try', async () => (await progress(first.id)).tries === 2);
    const waiting = await progress(first.id);
    expect(waiting).toMatchObject({ state: 'WAITING', result: { conclusion: 'INDETERMINATE' } });
    delete live.faults.ocsp;
    delete live.faults.crl;
    app.clock.advance(20 * MINUTE_MS);
    await tend();
    const last = await done(first.id);
    expect(last).toMatchObject({ tries: 3, result: { conclusion: 'TOTAL_PASSED' } });
    expect(last.result?.id).not.toBe(first.id);
    const { rows } = await app.superuser.query<{ follows_id: string | null }>(
      'SELECT follows_id FROM verification_run WHERE id = $1 OR follows_id = $1 ORDER BY verified_at, id',
      [first.id],
    );
    expect(rows.map((row) => row.follows_id)).toEqual([null, first.id, first.id]);
    await eventually('the file is removed', async () => (await held()).length === 0);
  });

  it('that two people asked for holds the bytes until the last of them needs them no more', async () => {
    const [mine, clerk] = [await ask(p7m, { query: '?keep=true' }), await logIn(app, PEOPLE.clerk)];
    const theirs = await clerk.send<VerificationView>('POST', 'verifications?keep=true', {
      ...formOf([{ fileName: 'copia.p7m', bytes: p7m }]),
    });
    expect((await auditor.delete(`verifications/${mine.body.id}/file`)).status).toBe(204);
    expect(await held()).toHaveLength(1);
    expect((await clerk.get(`verifications/${theirs.body.id}/file`)).bytes.equals(p7m)).toBe(true);
    expect((await clerk.delete(`verifications/${theirs.body.id}/file`)).status).toBe(204);
    expect(await held()).toEqual([]);
  });

  it('may be of a stored document, for who brought it', async () => {
    const drafter = await logIn(app, PEOPLE.drafter);
    const bytes = await aPdf('Bozza');
    const { body: document } = await drafter.send<{ id: string }>('POST', 'documents', {
      ...formOf([{ fileName: 'bozza.pdf', bytes }]),
    });
    const path = `verifications?documentId=${document.id}`;
    const { status, body } = await drafter.post<VerificationView>(path);
    expect([status, body.fileName, body.conclusion]).toEqual([200, 'bozza.pdf', 'NO_SIGNATURE']);
    const later = await drafter.post<VerificationProgressView>(path, {}, LATER);
    await eventually('done', async () => {
      const { body: now } = await drafter.get<VerificationProgressView>(`verifications/${later.body.id}`);
      return now.result?.conclusion === 'NO_SIGNATURE';
    });
    expect((await auditor.post(path)).body).toMatchObject({ code: 'VERIFICATION_NO_SUCH_DOCUMENT' });
  });

  it('is given up after a bounded number of tries, with what is known', async () => {
    live.faults.ocsp = 'HTTP_500';
    live.faults.crl = 'HTTP_500';
    const { body: first } = await ask(freshly());
    for (const [place, minutes] of [3, 16, 61, 361, 721].entries()) {
      const tries = place + 2;
      app.clock.advance(minutes * MINUTE_MS);
      auditor = await logIn(app, PEOPLE.auditor);
      await tend();
      await eventually(`try ${tries}`, async () => (await progress(first.id)).tries === tries);
    }
    expect(await progress(first.id)).toMatchObject({
      state: 'DONE',
      nextTryAt: null,
      result: { conclusion: 'INDETERMINATE' },
    });
    await eventually('the file is removed', async () => (await held()).length === 0);
  });

  it('keeps its file only when asked, for its sender alone, and for a time', async () => {
    const { body } = await ask(p7m, { query: '?keep=true' });
    expect(body.request?.keptUntil).not.toBeNull();
    expect((await auditor.get(`verifications/${body.id}/file`)).bytes.equals(p7m)).toBe(true);
    const clerk = await logIn(app, PEOPLE.clerk);
    for (const path of ['', '/file', '/report'])
      expect((await clerk.get(`verifications/${body.id}${path}`)).status).toBe(404);
    expect((await clerk.delete(`verifications/${body.id}/file`)).status).toBe(404);
    const again = await auditor.post<VerificationView>(`verifications/${body.id}/repetitions`);
    expect([again.status, again.body.sha256]).toEqual([200, body.sha256]);
    app.clock.advance(31 * 24 * 60 * MINUTE_MS);
    await tend();
    expect(await held()).toEqual([]);
    auditor = await logIn(app, PEOPLE.auditor);
    expect((await auditor.get(`verifications/${body.id}/file`)).body).toMatchObject({
      code: 'VERIFICATION_FILE_NOT_KEPT',
    });
  });
});
