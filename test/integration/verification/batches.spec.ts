import { writeFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LivePki } from '../../../libs/signature/testing/pki/live-services';
import { stampedCms } from '../../../libs/signature/testing/stamped-cms';
import type { BatchView } from '../../../src/verification/http/batch.schema';
import type { VerificationProgressView } from '../../../src/verification/http/verification.schema';
import { Application } from '../../support/application';
import { eventually } from '../../support/eventually';
import { type FilePart, formOf } from '../../support/forms';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { aPdf } from '../../support/pdfs';
import { describeWith } from '../../support/services';

jest.setTimeout(180_000);

const LIMIT = 300_000;

describeWith('database', 'a batch of files to be verified', () => {
  let app: Application;
  let live: LivePki;
  let auditor: Desk;
  let clerk: Desk;
  let p7m: Buffer;
  let spoilt: Buffer;

  beforeAll(async () => {
    live = await LivePki.start();
    app = await Application.start({
      worker: false,
      environment: {
        VERIFY_INNER_HOSTS: new URL(live.base).host,
        UPLOAD_MAX_BYTES: String(LIMIT),
        VERIFY_BATCH_BYTES: String(5 * LIMIT),
      },
    });
    writeFileSync(join(app.dataDir, 'trust', 'test-root.der'), live.pki.root.holder.read.der);
    p7m = stampedCms({ content: Buffer.from('Atto'), signer: live.pki.signer() });
    spoilt = Buffer.from(p7m);
    spoilt[spoilt.indexOf('Atto')] = 0x42;
    [auditor, clerk] = [await logIn(app, PEOPLE.auditor), await logIn(app, PEOPLE.clerk)];
  }, 120_000);
  afterAll(async () => {
    await app.close();
    await live.close();
  });
  afterEach(async () => {
    Object.assign(live.faults, { ocsp: undefined, crl: undefined });
    await app.stopWorkers();
  });

  const send = (files: readonly FilePart[], query = '') =>
    auditor.send<BatchView & { code: string }>('POST', `verification-batches${query}`, formOf(files));
  const look = async (id: string) => (await auditor.get<BatchView>(`verification-batches/${id}`)).body;
  const counted = (id: string, counts: Partial<BatchView['counts']>) =>
    eventually('the batch is as far', async () => {
      const now = (await look(id)).counts;
      return Object.entries({ ...now, ...counts }).every(
        ([name, count]) => now[name as keyof typeof now] === count,
      );
    });
  const held = async (): Promise<string[]> =>
    (await readdir(join(app.dataDir, 'objects', 'passing'), { recursive: true }).catch(() => [])).flatMap(
      (name) => /[0-9a-f]{64}$/.exec(name)?.[0] ?? [],
    );
  /** Data of the events, in the order in which they came. */
  const eventsOf = (bytes: Buffer): BatchView[] =>
    [...bytes.toString('utf8').matchAll(/^data: (.*)$/gm)].map(
      ([, data]) => JSON.parse(data ?? '') as BatchView,
    );

  it('is taken at once, judged piece by piece, shown in events, and leaves no file behind', async () => {
    const { status, headers, body } = await send([
      { fileName: 'buono.p7m', bytes: p7m },
      { fileName: 'troppo.pdf', bytes: Buffer.alloc(LIMIT + 1) },
      { fileName: 'alterato.p7m', bytes: spoilt },
      { fileName: 'senza.pdf', bytes: await aPdf('Senza firme') },
      { fileName: 'testo.txt', bytes: Buffer.from('ciao') },
      { fileName: 'vuoto.pdf', bytes: Buffer.alloc(0) },
    ]);
    expect([status, headers.location]).toEqual([202, `/api/v1/verification-batches/${body.id}`]);
    expect(body.counts).toEqual({ files: 6, queued: 5, waiting: 0, done: 1 });
    await app.startWorker();
    const events = await auditor.get(`verification-batches/${body.id}/events`);
    const told = eventsOf(events.bytes);
    expect(told[0]?.items).toHaveLength(6);
    expect(told.at(-1)).toMatchObject({ isDone: true, counts: { files: 6, queued: 0, done: 6 } });
    const { items } = await look(body.id);
    expect(
      items.map(({ place, fileName, conclusion, refusal }) => [place, fileName, conclusion, refusal]),
    ).toEqual([
      [1, 'buono.p7m', 'TOTAL_PASSED', null],
      [2, 'troppo.pdf', null, 'VERIFICATION_TOO_LARGE'],
      [3, 'alterato.p7m', 'TOTAL_FAILED', null],
      [4, 'senza.pdf', 'NO_SIGNATURE', null],
      [5, 'testo.txt', 'FORMAT_ERROR', null],
      [6, 'vuoto.pdf', 'PARSE_ERROR', null],
    ]);
    expect(items[2]?.because?.it).toMatch(/\w/);
    const one = await auditor.get<VerificationProgressView>(`verifications/${items[0]?.id ?? ''}`);
    expect(one.body.result).toMatchObject({ conclusion: 'TOTAL_PASSED' });
    await eventually('the files are removed', async () => (await held()).length === 0);
  });

  it('is resumed by who comes back: what is over is told by no further event, and the line ends', async () => {
    const { body } = await send([{ fileName: 'a.txt', bytes: Buffer.from('ciao') }]);
    await app.startWorker();
    const events = await auditor.get(`verification-batches/${body.id}/events`);
    const id = /^id: (.*)$/m.exec(events.bytes.toString('utf8').split('\n\n').at(-2) ?? '')?.[1] ?? '';
    const again = await auditor.send('GET', `verification-batches/${body.id}/events`, {
      headers: { 'last-event-id': id },
    });
    expect(eventsOf(again.bytes)).toEqual([]);
    const anew = await auditor.get(`verification-batches/${body.id}/events`);
    expect(eventsOf(anew.bytes)).toMatchObject([{ isDone: true, items: [{ conclusion: 'FORMAT_ERROR' }] }]);
  });

  it('comes as a table that no spreadsheet takes for formulas', async () => {
    const names = ['=1+1.p7m', '+a;b.p7m', ' @SUM(A1).p7m', '-2.p7m', 'due, "tre".p7m'];
    const { body } = await send(
      names.map((fileName) => ({ fileName: fileName.replaceAll('"', '%22'), bytes: p7m })),
    );
    await app.startWorker();
    await counted(body.id, { done: names.length });
    const { bytes, headers } = await auditor.get(`verification-batches/${body.id}/table?language=en`);
    expect(headers['content-type']).toContain('text/csv');
    const rows = bytes.toString('utf8').trimEnd().split('\r\n');
    expect(rows).toHaveLength(names.length + 1);
    for (const row of rows.slice(1)) {
      expect(row).not.toMatch(/^"?\s*[=+\-@]/);
      expect(row).toMatch(/,[0-9a-f]{64},CAdES,DONE,TOTAL_PASSED,/);
    }
  });

  it('tells of a file that is gone before it was read, and goes on with the others', async () => {
    const { body } = await send([
      {
        fileName: 'sparito.p7m',
        bytes: stampedCms({ content: Buffer.from('Altro'), signer: live.pki.signer() }),
      },
      { fileName: 'buono.p7m', bytes: p7m },
    ]);
    const gone = body.items[0]?.sha256 ?? '';
    const root = join(app.dataDir, 'objects', 'passing');
    const name = (await readdir(root, { recursive: true })).find((each) => each.endsWith(gone)) ?? '';
    await rm(join(root, name));
    await app.startWorker();
    await counted(body.id, { done: 2 });
    expect((await look(body.id)).items).toMatchObject([
      {
        conclusion: null,
        refusal: 'VERIFICATION_FILE_GONE',
        because: { it: expect.stringMatching(/./) as string },
      },
      { conclusion: 'TOTAL_PASSED', refusal: null },
    ]);
    const table = (await auditor.get(`verification-batches/${body.id}/table`)).bytes.toString('utf8');
    expect(table).toContain('Il file non si può più leggere');
  });

  it('tries again at once, for who asks, what a service did not answer', async () => {
    Object.assign(live.faults, { ocsp: 'HTTP_500', crl: 'HTTP_500' });
    const fresh = stampedCms({ content: Buffer.from('Atto'), signer: live.pki.signer() });
    const { body } = await send([
      { fileName: 'rete.p7m', bytes: fresh },
      { fileName: 'alterato.p7m', bytes: spoilt },
    ]);
    await app.startWorker();
    await counted(body.id, { waiting: 1, done: 1 });
    expect((await look(body.id)).items[0]).toMatchObject({ state: 'WAITING', subIndication: 'TRY_LATER' });
    Object.assign(live.faults, { ocsp: undefined, crl: undefined });
    expect((await auditor.send('POST', `verification-batches/${body.id}/retries`)).status).toBe(202);
    await counted(body.id, { done: 2 });
    expect((await look(body.id)).items[0]).toMatchObject({ state: 'DONE', conclusion: 'TOTAL_PASSED' });
  });

  it('keeps its files only when asked, for who asked, and forgets them when told so', async () => {
    const { body } = await send([{ fileName: 'tenuto.p7m', bytes: p7m }], '?keep=true');
    await app.startWorker();
    await counted(body.id, { done: 1 });
    const [item] = (await look(body.id)).items;
    expect((await look(body.id)).keptUntil).not.toBeNull();
    expect((await auditor.get(`verifications/${item?.id ?? ''}/file`)).bytes.equals(p7m)).toBe(true);
    expect((await clerk.get(`verifications/${item?.id ?? ''}/file`)).status).toBe(404);
    expect((await auditor.delete(`verification-batches/${body.id}/files`)).status).toBe(204);
    expect(await held()).toEqual([]);
  });

  it('is nobody else’s', async () => {
    const { body } = await send([{ fileName: 'a.txt', bytes: Buffer.from('x') }]);
    for (const path of ['', '/table', '/events'])
      expect((await clerk.get(`verification-batches/${body.id}${path}`)).bytes.toString()).not.toContain(
        'a.txt',
      );
    expect((await clerk.get(`verification-batches/${body.id}`)).status).toBe(404);
    expect((await clerk.send('POST', `verification-batches/${body.id}/retries`)).status).toBe(404);
    expect((await clerk.delete(`verification-batches/${body.id}/files`)).status).toBe(404);
  });

  it.each<readonly [string, number, (place: number) => Buffer, string]>([
    ['past 500 files', 501, (): Buffer => Buffer.from('x'), 'VERIFICATION_TOO_MANY_FILES'],
    [
      'too large together',
      6,
      (place: number): Buffer => Buffer.alloc(LIMIT, place),
      'VERIFICATION_BATCH_TOO_LARGE',
    ],
  ])('that is %s is refused, and nothing of it stays', async (_, count, bytes, code) => {
    const before = await held();
    const { rows } = await app.superuser.query<{ count: string }>(
      'SELECT count(*) FROM verification_request',
    );
    const many = Array.from({ length: count }, (__, place) => ({
      fileName: `${place}.txt`,
      bytes: bytes(place),
    }));
    const { status, body } = await send(many);
    expect([status, body.code]).toEqual([413, code]);
    expect(await held()).toEqual(before);
    const after = await app.superuser.query<{ count: string }>('SELECT count(*) FROM verification_request');
    expect(after.rows).toEqual(rows);
  });

  it('of 500 files is taken whole', async () => {
    const many = Array.from({ length: 500 }, (_, place) => ({
      fileName: `${place}.txt`,
      bytes: Buffer.from(`testo ${place}`),
    }));
    const { status, body } = await send(many);
    expect([status, body.counts.files, body.items.length]).toEqual([202, 500, 500]);
    await app.startWorker();
    await eventually('all are judged', async () => (await look(body.id)).isDone, {
      seconds: 120,
    });
    const { items } = await look(body.id);
    expect(items.every(({ conclusion }) => conclusion === 'FORMAT_ERROR')).toBe(true);
    expect(items.map(({ fileName }) => fileName)).toEqual(many.map(({ fileName }) => fileName));
  });
});
