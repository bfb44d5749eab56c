import { createHash } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { appendRevision } from '../../../libs/signature/testing/append-revision';
import { samplePdf } from '../../../libs/signature/testing/sample-pdf';
import { Application } from '../../support/application';
import { DesktopSigner } from '../../support/desktop-signer';
import { AtHisComputer } from '../../support/elsewhere';
import { Office } from '../../support/office';
import { aPdf } from '../../support/pdfs';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { codeOf, onRequest, onTask, personId, setPolicy, started } from '../../support/route';
import { describeWith } from '../../support/services';

jest.setTimeout(180_000);

const MINUTE_MS = 60_000;
const REASON = 'Serve un chiarimento';
const code = (name: string): string => `SIGNATURE_BOOKS_${name}`;

describeWith('database', 'a file that is signed with another program', () => {
  let app: Application;
  let office: Office;
  let maria: DesktopSigner;
  let rosalia: DesktopSigner;
  let second: Desk;

  beforeAll(async () => {
    app = await Application.start();
    office = await Office.open(app);
    maria = await DesktopSigner.of(app, PEOPLE.signer);
    rosalia = await DesktopSigner.of(app, PEOPLE.signerOfTaxes);
    second = await logIn(app, PEOPLE.signerOfTaxes);
  }, 120_000);
  afterAll(() => app.close());

  const one = async (more: Parameters<Office['toSign']>[0] = {}) =>
    new AtHisComputer(office.signer, await office.toSign({ main: samplePdf(), ...more }));
  /** Two who sign the same PDF, in whatever order. */
  const two = async (): Promise<[AtHisComputer, AtHisComputer]> => {
    const holderIds = [await personId(app, PEOPLE.signer), await personId(app, PEOPLE.signerOfTaxes)];
    const { id } = await started(office, [{ kind: 'SIGN', holderIds, minimum: 2 }]);
    return [
      new AtHisComputer(office.signer, await office.read(id, office.signer)),
      new AtHisComputer(second, await office.read(id, second)),
    ];
  };

  it('is given out as it is, comes back with one signature more, and the act goes on', async () => {
    const at = await one();
    expect(await at.listed()).toMatchObject({
      taskState: 'PENDING',
      files: [{ state: 'TO_SIGN', containers: ['PADES'], download: null, heldBy: null }],
    });
    const download = await at.taken();
    const bytes = await at.bytes(download);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(at.request.files[0]!.currentSha256);
    expect((await at.listed()).files[0]!.download).toEqual(download);
    const answer = await at.bring(download, maria.pades(bytes));
    expect(answer.body).toEqual({ requestId: at.request.id, outcome: 'SIGNED', waitsFor: null });
    await app.drain();
    const done = await office.read(at.request.id);
    expect(done).toMatchObject({ state: 'ARCHIVED', files: [{ signatures: 1 }] });
    expect(done.timeline.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['signing-request.file-given-out', 'signing-request.signature-made']),
    );
    const signed = await office.download(at.request.id, 'signed');
    expect(signed.bytes.subarray(0, bytes.length)).toEqual(bytes);
    expect(codeOf(await at.bring(download, maria.pades(bytes)))).toBe(code('DOWNLOAD_IS_OVER'));
  });

  it.each<[string, string, (base: Buffer) => Buffer]>([
    ['without a signature', 'NOTHING_WAS_ADDED', (base) => base],
    ['with two', 'SEVERAL_SIGNATURES_ADDED', (base) => rosalia.pades(maria.pades(base))],
    ['certified', 'CERTIFICATION_ADDED', (base) => maria.pades(base, { certify: 2 })],
    [
      'with another page',
      'OTHER_CHANGES_ADDED',
      (base) => maria.pades(appendRevision(base, { objects: { 4: '<< /Length 0 >>\nstream\n\nendstream' } })),
    ],
    ['of another act', 'NOT_THE_GIVEN_BYTES', () => maria.pades(samplePdf('Altra determina'))],
    ['in an envelope', 'WRONG_CONTAINER', (base) => maria.envelope(base)],
    ['that is no signed file', 'NO_SIGNED_FILE', () => Buffer.from('firmato!')],
    ['cut short', 'NOT_THE_GIVEN_BYTES', (base) => base.subarray(0, 200)],
    [
      'signed before the task was there',
      'SIGNED_BEFORE_ITS_TIME',
      (base) => maria.pades(base, { signingTime: new Date(app.clock.now().getTime() - 60 * MINUTE_MS) }),
    ],
    [
      'signed tomorrow',
      'SIGNED_IN_THE_FUTURE',
      (base) => maria.pades(base, { signingTime: new Date(app.clock.now().getTime() + 24 * 60 * MINUTE_MS) }),
    ],
  ])(
    'comes back %s: refused by name, nothing counts, and the right one is taken after it',
    async (_n, why, make) => {
      const at = await one();
      const download = await at.taken();
      const base = await at.bytes(download);
      const answer = await at.bring(download, make(base));
      expect(codeOf(answer)).toBe(code(why));
      expect((await office.read(at.request.id, office.signer)).myTask!.state).toBe('PENDING');
      expect((await at.bring(download, maria.pades(base))).status).toBeLessThan(300);
    },
  );

  it('says what else was changed, page by page', async () => {
    const at = await one();
    const blank = (base: Buffer): Buffer =>
      maria.pades(appendRevision(base, { objects: { 4: '<< /Length 0 >>\nstream\n\nendstream' } }));
    const answer = await at.sign(blank);
    expect((answer.body as unknown as { title: string }).title).toMatch(/contenuto.*p\. 1/i);
  });

  it('signed by somebody else is kept as evidence, does not count, and its value is never taken again', async () => {
    const at = await one();
    const wrong = rosalia.pades(await at.bytes(await at.taken()));
    const first = await at.taken();
    expect(codeOf(await at.bring(first, wrong))).toBe(code('SIGNED_BY_SOMEBODY_ELSE'));
    const open = await office.read(at.request.id, office.signer);
    expect(open).toMatchObject({ state: 'IN_ROUTE', myTask: { state: 'MARKED_SIGN' } });
    const { rows } = await app.superuser.query<{ sha: string; state: string }>(
      `SELECT signed_sha256 AS sha, state FROM signing_item WHERE request_id = $1`,
      [at.request.id],
    );
    expect(rows).toEqual([{ sha: createHash('sha256').update(wrong).digest('hex'), state: 'FAILED' }]);
    const again = await at.taken();
    expect(codeOf(await at.bring(again, wrong))).toBe(code('SIGNATURE_USED_ALREADY'));
    expect((await at.bring(again, maria.pades(await at.bytes(again)))).status).toBeLessThan(300);
  });

  it('is given to one at a time, and who signed bytes that grew is told so and given the new file', async () => {
    const [first, other] = await two();
    const slow = await first.taken();
    expect(codeOf(await other.take())).toBe(code('FILE_IN_OTHER_HANDS'));
    const { files, taskId, taskVersion } = await other.listed();
    expect(files[0]!.heldBy!.until).toBe(slow.leaseUntil);
    const chosen = { taskId, taskVersion, sha256: files[0]!.sha256 };
    expect(codeOf(await second.post('signing-batches', { items: [chosen] }))).toBe(
      code('FILE_IN_OTHER_HANDS'),
    );
    const late = maria.pades(await first.bytes(slow));
    app.clock.advance(16 * MINUTE_MS);
    const quick = await other.taken();
    expect(codeOf(await first.bring(slow, late))).toBe(code('FILE_IN_OTHER_HANDS'));
    await second.must(other.bring(quick, rosalia.pades(await other.bytes(quick))));
    expect(codeOf(await first.bring(slow, late))).toBe(code('FILE_GREW_MEANWHILE'));
    const fresh = await first.taken();
    expect(codeOf(await first.bring(fresh, late))).toBe(code('FILE_GREW_MEANWHILE'));
    await office.signer.must(first.bring(fresh, maria.pades(await first.bytes(fresh))));
    await app.drain();
    expect(await office.read(first.request.id)).toMatchObject({
      state: 'ARCHIVED',
      files: [{ signatures: 2 }],
    });
  });

  it('is free for the others as soon as who took it gives it back', async () => {
    const [first, other] = await two();
    const { id } = await first.taken();
    expect((await second.delete(`signing-downloads/${id}`)).status).toBe(404);
    expect((await office.signer.delete(`signing-downloads/${id}`)).status).toBe(204);
    expect((await other.take()).status).toBeLessThan(300);
  });

  it('that comes back after its lease ran out counts, if nobody else took it', async () => {
    const [first] = await two();
    const download = await first.taken();
    app.clock.advance(16 * MINUTE_MS);
    expect((await first.bring(download, maria.pades(await first.bytes(download)))).body).toMatchObject({
      outcome: 'SIGNED',
    });
  });

  it('of an act that was ordered back is kept as evidence and never counts', async () => {
    const at = await one();
    const download = await at.taken();
    const signed = maria.pades(await at.bytes(download));
    const seen = await office.read(at.request.id);
    await office.drafter.must(onRequest(office.drafter, seen, 'recall', { reason: REASON }));
    expect(codeOf(await at.bring(download, signed))).toBe(code('SIGNED_TOO_LATE'));
    const recalled = await office.read(at.request.id);
    expect(recalled).toMatchObject({ state: 'RECALLED', files: [{ signatures: 0 }] });
    const { rows } = await app.superuser.query<{ state: string }>(
      `SELECT state FROM signing_item WHERE request_id = $1 AND signed_sha256 IS NOT NULL`,
      [at.request.id],
    );
    expect(rows).toEqual([{ state: 'FAILED' }]);
  });

  it('that comes back while a question stands is refused, and taken once it is answered: nothing is lost', async () => {
    const at = await one();
    const download = await at.taken();
    const signed = maria.pades(await at.bytes(download));
    const seen = await office.read(at.request.id, office.signer);
    await office.signer.must(onTask(office.signer, seen, 'question', { question: 'Quale capitolo?' }));
    expect(codeOf(await at.bring(download, signed))).toBe(code('NOT_ALLOWED_NOW'));
    const suspended = await office.read(at.request.id);
    await office.drafter.must(onRequest(office.drafter, suspended, 'answer', { answer: 'Il 1234' }));
    expect((await at.bring(download, signed)).body).toMatchObject({ outcome: 'SIGNED' });
  });

  it('with annexes to sign: half signed is shown so, is resumed with the device, and leaves only when whole', async () => {
    const annexes = [{ fileName: 'allegato.pdf', bytes: await aPdf('Allegato'), toSign: true }];
    const at = await one({ annexes });
    await office.signer.must(at.sign((bytes) => maria.pades(bytes), 1));
    const half = await at.listed();
    expect(half).toMatchObject({
      taskState: 'MARKED_SIGN',
      files: [{ state: 'TO_SIGN' }, { state: 'SIGNED' }],
    });
    expect(codeOf(await at.take(1))).toBe(code('FILE_SIGNED_ALREADY'));
    const batch = await office.sign(await office.read(at.request.id, office.signer));
    expect(batch).toMatchObject({ state: 'DONE', counts: { total: 1, signed: 1 } });
    expect((await office.read(at.request.id)).files.map(({ signatures }) => signatures)).toEqual([1, 1]);
  });

  it('in envelopes where the type wants them: annexes of any format, one signer more each time, and a copy of what is inside', async () => {
    await setPolicy(app, { container: 'CADES' });
    try {
      const holderIds = [await personId(app, PEOPLE.signer), await personId(app, PEOPLE.signerOfTaxes)];
      const annex = await office.uploaded('nota.txt', Buffer.from('Nota tecnica'), 'annex');
      const route = [{ kind: 'SIGN', holderIds, minimum: 2 }];
      const annexes = [{ documentId: annex.id, toSign: true }];
      const { id } = await started(office, route, { annexes });
      const first = new AtHisComputer(office.signer, await office.read(id, office.signer));
      expect((await first.listed()).files.map(({ containers }) => containers)).toEqual([
        ['CADES'],
        ['CADES'],
      ]);
      expect(codeOf(await first.sign((bytes) => maria.pades(bytes)))).toBe(code('WRONG_CONTAINER'));
      const seen = await office.read(id, office.signer);
      const batch = await office.signer.post('signing-batches', { items: office.choose(seen) });
      expect(codeOf(batch)).toBe(code('ONLY_SIGNED_ELSEWHERE'));
      for (const index of [0, 1])
        await office.signer.must(first.sign((bytes) => maria.envelope(bytes), index));
      const other = new AtHisComputer(second, await office.read(id, second));
      expect((await other.listed()).files.map(({ fileName }) => fileName)).toEqual([
        'atto.pdf.p7m',
        'nota.txt.p7m',
      ]);
      expect(codeOf(await other.sign((bytes) => rosalia.envelope(bytes)))).toBe(
        code('OTHER_CONTENT_IN_ENVELOPE'),
      );
      const replaced = await other.taken();
      const content = await aPdf('altro');
      expect(codeOf(await other.bring(replaced, rosalia.envelope(content)))).toBe(
        code('OTHER_CONTENT_IN_ENVELOPE'),
      );
      for (const index of [0, 1]) await second.must(other.sign((bytes) => rosalia.alongside(bytes), index));
      await app.drain();
      const done = await office.read(id);
      expect(done).toMatchObject({ state: 'ARCHIVED', files: [{ signatures: 2 }, { signatures: 2 }] });
      expect((await office.download(id, 'copy')).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    } finally {
      await setPolicy(app, { container: 'PADES' });
    }
  });

  it('waits where its authority is not known, while the rest of its task goes on, and counts by a reasoned decision', async () => {
    const annexes = [{ fileName: 'allegato.pdf', bytes: await aPdf('Allegato'), toSign: true }];
    const at = await one({ annexes });
    const trust = join(app.dataDir, 'trust');
    await rename(join(trust, 'demo-root.der'), join(trust, 'demo-root.away'));
    try {
      const first = await at.sign((bytes) => maria.pades(bytes), 0);
      expect(first.body).toMatchObject({ outcome: 'WAITS', waitsFor: expect.stringMatching(/\w/) as string });
      expect(await at.listed()).toMatchObject({
        taskState: 'SIGNING',
        files: [{ state: 'WAITS' }, { state: 'TO_SIGN' }],
      });
      expect((await at.sign((bytes) => maria.pades(bytes), 1)).body).toMatchObject({ outcome: 'WAITS' });
      // Its issuers are asked at once by a job, which notes on the act that they are asked in vain.
      await app.drain();
      const manager = await logIn(app, PEOPLE.recordsManager);
      const waiting = await office.read(at.request.id, manager);
      expect(waiting.waitingSignatures).toHaveLength(2);
      await manager.must(onRequest(manager, waiting, 'accept-signatures', { reason: REASON }));
    } finally {
      await rename(join(trust, 'demo-root.away'), join(trust, 'demo-root.der'));
    }
    await app.drain();
    expect((await office.read(at.request.id)).files.map(({ signatures }) => signatures)).toEqual([1, 1]);
  });

  it('is nobody’s but his: another person neither sees, takes, reads nor brings it', async () => {
    const at = await one();
    const download = await at.taken();
    const stranger = new AtHisComputer(second, at.request);
    for (const answer of [
      await second.get(`tasks/${at.request.myTask!.id}/files-to-sign`),
      await second.get(`signing-downloads/${download.id}/content`),
      await stranger.bring(download, maria.pades(await at.bytes(download))),
    ])
      expect(answer.status).toBe(404);
    const { version, id } = at.request.myTask!;
    const body = { version, fileId: download.fileId, sha256: download.sha256 };
    expect((await second.post(`tasks/${id}/signing-downloads`, body)).status).toBe(404);
  });
});
