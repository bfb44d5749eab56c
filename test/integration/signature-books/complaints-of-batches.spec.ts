import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { bufferSource, PdfDocument, readSignatureDictionaries } from '@libro-firma/pdf';
import { mustAccept } from '@libro-firma/kernel';
import { PDFDocument } from 'pdf-lib';
import { OBJECT_STORE, type ObjectStore } from '../../../src/platform/storage';
import type { BatchView, RequestDetail } from '../../../src/signature-books';
import { VerifyFile } from '../../../src/verification';
import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { type Desk, logIn, PEOPLE, PIN } from '../../support/people';
import { codeOf, onTask, setPolicy, delegateToday } from '../../support/route';
import { describeWith } from '../../support/services';

jest.setTimeout(300_000);

const MINUTE_MS = 60_000;
const HUNDRED = 100;

/** What users of other signature books complain of in batches and delegations, in the numbers of the study that ranked it. */
describeWith('database', 'a complaint about the batches of other signature books', () => {
  const app = useApplication();
  let office: Office;
  let delegate: Desk;

  beforeAll(async () => {
    office = await Office.open(app());
    delegate = await logIn(app(), PEOPLE.signerOfTaxes);
  });

  const bytesOf = async (sha256: string) => {
    const pieces: Buffer[] = [];
    for await (const piece of await app().api.get<ObjectStore>(OBJECT_STORE).read(sha256))
      pieces.push(piece as Buffer);
    return Buffer.concat(pieces);
  };
  const toSign = async (count: number): Promise<RequestDetail[]> => {
    const acts: RequestDetail[] = [];
    for (let index = 0; index < count; index += 1) acts.push(await office.toSign({ withProtocol: false }));
    return acts;
  };
  const signatures = async (acts: readonly RequestDetail[]) =>
    Promise.all(acts.map(async ({ id }) => (await office.read(id)).files[0]!));

  it('1 and 2: a hundred documents are signed with one code, and each signature is whole and its own', async () => {
    const acts = await toSign(HUNDRED);
    const batch = await office.sign(...acts);
    expect(batch).toMatchObject({ state: 'DONE', counts: { total: HUNDRED, signed: HUNDRED, failed: 0 } });
    const values = new Set<string>();
    for (const [index, file] of (await signatures(acts)).entries()) {
      const bytes = await bytesOf(file.currentSha256);
      const before = await bytesOf(acts[index]!.files[0]!.currentSha256);
      expect(bytes.subarray(0, before.length).equals(before)).toBe(true);
      const report = app().api.get(VerifyFile).judgePdf(bufferSource(bytes)).signatures;
      expect(report.map(({ integrity, coverage }) => [integrity, coverage])).toEqual([
        ['INTACT', 'WHOLE_FILE'],
      ]);
      const [own] = mustAccept(readSignatureDictionaries(mustAccept(PdfDocument.open(bufferSource(bytes)))));
      values.add(own!.contents.toString('base64'));
    }
    expect(values.size).toBe(HUNDRED);
  });

  it('3: whoever thinks for half an hour before the code signs all the same', async () => {
    const acts = await toSign(2);
    const { id } = await office.openBatch(...acts);
    await app().drain();
    app().clock.advance(30 * MINUTE_MS);
    await office.signer.must(office.authorise(id));
    await office.signaturesEnd(id);
    expect(await office.batch(id)).toMatchObject({ state: 'DONE', counts: { signed: 2 } });
  });

  it('4: each is read in full view, one after the other, and all are executed once', async () => {
    const acts = await toSign(3);
    for (const act of acts) {
      const { currentSha256 } = act.files[0]!;
      const file = await office.signer.get(
        `signing-requests/${act.id}/files/${act.files[0]!.id}/content?sha256=${currentSha256}`,
      );
      expect(file.status).toBe(200);
      await office.signer.must(
        office.signer.post(`tasks/${act.myTask!.id}/opened`, {
          version: act.myTask!.version,
          sha256: currentSha256,
        }),
      );
      const { myTask } = await office.read(act.id, office.signer);
      await office.signer.must(
        office.signer.put(`tasks/${myTask!.id}/mark`, { version: myTask!.version, mark: 'SIGN' }),
      );
    }
    const marked = await Promise.all(acts.map(({ id }) => office.read(id, office.signer)));
    const { batchId } = await office.signer.must<{ batchId: string }>(
      office.signer.post('tasks/execute-marks', { items: office.choose(...marked) }),
    );
    await office.signer.must(office.authorise(batchId));
    await office.signaturesEnd(batchId);
    expect((await office.batch(batchId)).counts).toMatchObject({ total: 3, signed: 3 });
  });

  it('6 and 8: each document has its outcome, one that is bad stops no other, and its cause is named', async () => {
    const acts = await toSign(3);
    const sha256 = acts[1]!.files[0]!.currentSha256;
    await truncate(join(app().dataDir, 'objects', sha256.slice(0, 2), sha256), 200);
    const { items } = await office.sign(...acts);
    const outcomeOf = (index: number) => items.find(({ requestId }) => requestId === acts[index]!.id)!;
    expect([0, 1, 2].map((index) => outcomeOf(index).state)).toEqual(['OK', 'FAILED', 'OK']);
    expect(outcomeOf(1).failure).toMatchObject({ code: 'SIGNATURE_BOOKS_STORED_BYTES_DIFFER' });
    expect(outcomeOf(1).failure!.text).toMatch(/\w{8}/);
    expect((await office.read(acts[1]!.id, office.signer)).myTask!.state).toBe('MARKED_SIGN');
  });

  it('7: unseen documents are left out by name where they must be read, and no certificate changes on the way', async () => {
    const acts = await toSign(1);
    const { id } = await office.openBatch(...acts);
    await app().drain();
    await app().superuser.query(
      `UPDATE signing_batch SET certificates = jsonb_set(certificates, '{0}', certificates -> 1) WHERE id = $1`,
      [id],
    );
    expect(codeOf(await office.authorise(id))).toBe('SIGNING_CERTIFICATE_CHANGED');
    await app().drain();
    await office.signer.must(office.authorise(id)); // prepared anew for the one certificate that there is
    await office.signaturesEnd(id);
    expect((await office.batch(id)).state).toBe('DONE');
    await setPolicy(app(), { mustRead: true });
    try {
      const request = await office.toEndorse();
      const unread = await onTask(office.endorser, request, 'endorse', {
        sha256: request.files[0]!.currentSha256,
        immediate: true,
      });
      expect(codeOf(unread)).toBe('SIGNATURE_BOOKS_NOT_READ_YET');
    } finally {
      await setPolicy(app(), { mustRead: false });
    }
  });

  it('8: a visible mark is in every document of the batch', async () => {
    const place = { page: 1, x: 40, y: 40, width: 200, height: 60 };
    await setPolicy(app(), { order: 'B', numberPlace: place });
    try {
      const acts = [await office.toSign(), await office.toSign(), await office.toSign()];
      await office.sign(...acts);
      for (const file of await signatures(acts)) {
        const document = await PDFDocument.load(await bytesOf(file.currentSha256));
        const [field] = document.getForm().getFields();
        const { width, height } = field!.acroField.getWidgets()[0]!.getRectangle();
        expect([Math.round(width), Math.round(height)]).toEqual([200, 60]);
      }
    } finally {
      await setPolicy(app(), { order: 'A', numberPlace: null });
    }
  });

  it('9: eight of eight are signed: the room for a signature is that of its certificates', async () => {
    const acts = await toSign(8);
    expect((await office.sign(...acts)).counts).toMatchObject({ signed: 8, failed: 0 });
    for (const file of await signatures(acts)) {
      const bytes = await bytesOf(file.currentSha256);
      const [own] = mustAccept(readSignatureDictionaries(mustAccept(PdfDocument.open(bufferSource(bytes)))));
      expect(own!.contents.length).toBeGreaterThan(500);
    }
  });

  it('10: after two that are signed one by one the next is offered still', async () => {
    const acts = await toSign(4);
    for (const [index, { id }] of acts.entries()) {
      const { items } = await office.queue();
      expect(items.filter(({ requestId }) => acts.some((act) => act.id === requestId))).toHaveLength(
        4 - index,
      );
      const next = await office.read(id, office.signer);
      expect(next.actions).toContain('sign');
      await office.sign(next);
    }
  });

  describe('by delegation', () => {
    beforeAll(async () => {
      office = await Office.open(app());
      delegate = await logIn(app(), PEOPLE.signerOfTaxes);
      await delegateToday(office, PEOPLE.signerOfTaxes);
    });
    const opened = async (request: RequestDetail) => {
      const seen = await office.read(request.id, delegate);
      return delegate.must<BatchView>(delegate.post('signing-batches', { items: office.choose(seen) }));
    };

    it('12: for whom one signs is said by itself, in the row, the act and its story', async () => {
      const request = await office.toSign();
      const { items } = await office.queue(delegate);
      const capacity = 'per delega di Maria Rossi (Determina n. 12)';
      expect(items.find(({ requestId }) => requestId === request.id)!.capacity).toBe(capacity);
      const { id } = await opened(request);
      await delegate.must(delegate.post(`signing-batches/${id}/authorise`, { pin: PIN }));
      await office.signaturesEnd(id);
      const story = (await office.read(request.id)).timeline.find(
        ({ type }) => type === 'signing-request.signature-made',
      );
      expect(JSON.stringify(story)).toContain('per delega di Maria Rossi');
    });

    it('13: a signature by delegation that fails leaves nothing half made, and its recipients in place', async () => {
      const request = await office.toSign();
      const { id } = await opened(request);
      expect((await delegate.post(`signing-batches/${id}/authorise`, { pin: '00000000' })).status).toBe(422);
      expect((await delegate.delete(`signing-batches/${id}`)).status).toBe(204);
      const after = await office.read(request.id, office.signer);
      expect([after.state, after.files[0]!.signatures, after.myTask!.state]).toEqual([
        'IN_ROUTE',
        0,
        'MARKED_SIGN',
      ]);
      await office.sign(after); // whose task it is signs it himself
      expect((await office.read(request.id)).state).toBe('ARCHIVED');
    });
  });
});
