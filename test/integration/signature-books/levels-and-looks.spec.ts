import { bufferSource, formFields, PdfDocument } from '@libro-firma/pdf';
import { mustAccept } from '@libro-firma/kernel';
import { reportOnPdf } from '@libro-firma/signature';
import { LivePki } from '../../../libs/signature/testing/pki/live-services';
import { samplePdf } from '../../../libs/signature/testing/sample-pdf';
import { StampLater } from '../../../src/signature-books/application/signatures/stamp-later.use-case';
import { Application } from '../../support/application';
import { Office } from '../../support/office';
import { setPolicy } from '../../support/route';
import { describeWith } from '../../support/services';

const MINUTE_MS = 60_000;

jest.setTimeout(180_000);

describeWith('database', 'a signature that a device makes', () => {
  let live: LivePki;
  let app: Application;
  let office: Office;
  let started = false;

  beforeAll(async () => {
    // An authority of another time than ours is not believed.
    live = await LivePki.start({ now: () => (started ? app.clock.now() : new Date()) });
    app = await Application.start({ environment: { SIGNING_TSA_URL: live.timestampUrl } });
    started = true;
    office = await Office.open(app);
  }, 120_000);
  afterAll(async () => {
    await app.close();
    await live.close();
  });
  afterEach(() => {
    delete live.faults.timestamp;
  });

  const signed = async (): Promise<Buffer> => {
    const request = await office.toSign({ main: samplePdf() });
    expect(await office.sign(request)).toMatchObject({ state: 'DONE' });
    return (await office.download(request.id, 'signed')).bytes;
  };
  const timestampsOf = (bytes: Buffer): string[] =>
    reportOnPdf(bufferSource(bytes), { anchors: [], at: new Date() }).signatures.flatMap(({ timestamps }) =>
      timestamps.map(({ kind }) => kind),
    );
  const frameOf = (bytes: Buffer): readonly number[] => {
    const document = mustAccept(PdfDocument.open(bufferSource(bytes)));
    const field = [...formFields(document)].find(({ type }) => type === 'Sig')!;
    const rectangle = document.get(field.dictionary, 'Rect');
    if (rectangle.kind !== 'array') throw new Error('no rectangle');
    return rectangle.items.map((item) => (item.kind === 'number' ? item.value : NaN));
  };

  it('bears a timestamp where the installation names an authority, and is unseen where its type says nothing', async () => {
    const bytes = await signed();
    expect(timestampsOf(bytes)).toEqual(['SIGNATURE_TIMESTAMP']);
    expect(frameOf(bytes)).toEqual([0, 0, 0, 0]);
  });

  it('is made all the same while the authority does not answer', async () => {
    live.faults.timestamp = 'HTTP_500';
    expect(timestampsOf(await signed())).toEqual([]);
    expect(app.log.lines.some((line) => line.includes('no timestamps'))).toBe(true);
  });

  it('is given a document timestamp once the authority answers again, beside the file that was registered', async () => {
    live.faults.timestamp = 'HTTP_500';
    const request = await office.toSign({ main: samplePdf() });
    await office.sign(request);
    await app.drain();
    const before = (await office.download(request.id, 'signed')).bytes;
    app.clock.advance(MINUTE_MS);
    await app.api.get(StampLater).stampDue();
    expect((await office.download(request.id, 'signed')).bytes).toEqual(before);
    delete live.faults.timestamp;
    app.clock.advance(60 * MINUTE_MS);
    await app.api.get(StampLater).stampDue();
    const after = (await office.download(request.id, 'signed')).bytes;
    expect(after.subarray(0, before.length)).toEqual(before);
    expect(timestampsOf(after)).toContain('DOCUMENT_TIMESTAMP');
    const read = await office.read(request.id);
    expect(read.files[0]!.signatures).toBe(1);
    expect(read.timeline.map(({ type }) => type)).toContain('signing-request.timestamp-appended');
    await app.api.get(StampLater).stampDue();
    expect((await office.download(request.id, 'signed')).bytes).toEqual(after);
  });

  it('is seen where its type says: who, in what capacity, and when', async () => {
    await setPolicy(app, { appearance: { page: 'last', corner: 'bottom-right' } });
    const bytes = await signed();
    expect(frameOf(bytes)).toEqual([381, 24, 571, 76]);
    await setPolicy(app, { appearance: null });
    expect(frameOf(await signed())).toEqual([0, 0, 0, 0]);
  });
});
