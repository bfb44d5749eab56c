import { newId } from '@libro-firma/kernel';
import type { BatchView, RequestDetail } from '../../../src/signature-books';
import { useApplication } from '../../support/application';
import { A_RECIPIENT, Office } from '../../support/office';
import { type Answer, logIn, PEOPLE } from '../../support/people';
import { aDocx, aPdf } from '../../support/pdfs';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

const codeOf = (answer: Answer<unknown>) => (answer.body as { code?: string }).code;

describeWith('database', 'who comes second', () => {
  const app = useApplication();
  let office: Office;

  beforeAll(async () => {
    office = await Office.open(app());
  });

  it('is told that the request has changed meanwhile', async () => {
    const { id, version } = await office.written({ start: false });
    const start = () => office.drafter.post(`signing-requests/${id}/start`, { version });
    expect((await start()).status).toBe(200);
    const again = await start();
    expect([again.status, codeOf(again)]).toEqual([409, 'SIGNATURE_BOOKS_CHANGED_MEANWHILE']);
  });

  it('has not seen the bytes that count, and cannot decide on them', async () => {
    const unseen = '0'.repeat(64);
    const { myTask } = await office.toEndorse();
    const endorsed = await office.endorser.post(`tasks/${myTask!.id}/endorse`, {
      version: myTask!.version,
      sha256: unseen,
    });
    expect([endorsed.status, codeOf(endorsed)]).toEqual([409, 'SIGNATURE_BOOKS_NOT_THE_BYTES_YOU_SAW']);
    const [choice] = office.choose(await office.toSign());
    const opened = await office.signer.post('signing-batches', { items: [{ ...choice, sha256: unseen }] });
    expect([opened.status, codeOf(opened)]).toEqual([409, 'SIGNATURE_BOOKS_NOT_THE_BYTES_YOU_SAW']);
  });

  it.each([1, 2, 3, 4, 5])('loses the race between endorsing and returning (try %p)', async () => {
    const content = await office.content();
    const [endorser, signer] = content.route.map((step) => step.holderIds[0]!);
    const route = [
      { kind: 'ENDORSE', holderIds: [endorser, signer], minimum: 1 },
      { kind: 'SIGN', holderIds: [signer] },
    ];
    const { id } = await office.drafter.must<RequestDetail>(
      office.drafter.post('signing-requests', { ...content, route }),
    );
    await app().drain();
    const [seenByOne, seenByOther] = [
      await office.read(id, office.endorser),
      await office.read(id, office.signer),
    ];
    const [endorsed, returned] = await Promise.all([
      office.endorse(seenByOne),
      office.signer.post(`tasks/${seenByOther.myTask!.id}/return`, {
        version: seenByOther.myTask!.version,
        immediate: true,
        reason: 'Da rifare',
      }),
    ]);
    expect([endorsed.status, returned.status].sort()).toEqual([200, 409]);
    const { state } = await office.read(id);
    expect(state).toBe(returned.status === 200 ? 'RETURNED' : 'IN_ROUTE');
  });

  it('cannot put one act into two batches', async () => {
    const items = office.choose(await office.toSign());
    const open = () => office.signer.post<BatchView>('signing-batches', { items });
    const answers = await Promise.all([open(), open(), open()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
  });

  it('cannot return an act that is being signed, nor can its drafter take it back once it is', async () => {
    const request = await office.toSign();
    const { id: batchId } = await office.openBatch(request);
    const { myTask } = await office.read(request.id, office.signer);
    const returned = await office.signer.post(`tasks/${myTask!.id}/return`, {
      version: myTask!.version,
      immediate: true,
      reason: 'Ci ho ripensato',
    });
    expect(returned.status).toBe(409);
    await office.signer.must(office.authorise(batchId));
    await office.signaturesEnd(batchId);
    const { version } = await office.read(request.id);
    const recalled = await office.drafter.post(`signing-requests/${request.id}/recall`, {
      version,
      reason: 'Troppo tardi',
    });
    expect(recalled.status).toBe(409);
  });

  it('finds the items of a recalled request taken out of the batch', async () => {
    const [kept, recalled] = [await office.toSign(), await office.toSign()];
    const { id: batchId } = await office.openBatch(kept, recalled);
    await app().drain();
    const { version } = await office.read(recalled.id);
    const answer = await office.drafter.post(`signing-requests/${recalled.id}/recall`, {
      version,
      reason: 'Sostituito',
    });
    expect(answer.status).toBe(200);
    await office.signer.must(office.authorise(batchId));
    await office.signaturesEnd(batchId);
    expect((await office.read(recalled.id)).state).toBe('RECALLED');
    expect((await office.read(kept.id)).registrationNumber).not.toBeNull();
    const signed = (await office.batch(batchId)).items.filter((item) => item.state === 'OK');
    expect(signed.map((item) => item.requestId)).toEqual([kept.id]);
  });

  it('cannot act in the place of somebody else', async () => {
    const request = await office.toSign();
    const stranger = await logIn(app(), PEOPLE.signerOfTaxes);
    expect((await stranger.get(`signing-requests/${request.id}`)).status).toBe(404);
    const task = `tasks/${request.myTask!.id}`;
    const act = { version: request.myTask!.version, reason: 'Non mio', immediate: true };
    expect((await stranger.post(`${task}/return`, act)).status).toBe(404);
    expect((await stranger.post('signing-batches', { items: office.choose(request) })).status).toBe(404);
    const { id: batchId } = await office.openBatch(request);
    expect((await stranger.get(`signing-batches/${batchId}`)).status).toBe(404);
    expect((await stranger.post(`signing-batches/${batchId}/authorise`, { pin: '0000' })).status).toBe(404);
    expect((await stranger.delete(`signing-batches/${batchId}`)).status).toBe(404);
  });
});

describeWith('database', 'a request that cannot be', () => {
  const app = useApplication();
  let office: Office;

  beforeAll(async () => {
    office = await Office.open(app());
  });

  const withHolder = (kind: string, holderId: string) => ({ route: [{ kind, holderIds: [holderId] }] });

  it.each<[string, (content: Awaited<ReturnType<Office['content']>>) => object | Promise<object>]>([
    ['SIGNATURE_BOOKS_NO_SUCH_BOOK', () => ({ bookId: newId() })],
    ['SIGNATURE_BOOKS_NOT_YOUR_DOCUMENT', () => ({ mainDocumentId: newId() })],
    [
      'SIGNATURE_BOOKS_DOCUMENT_TWICE',
      ({ mainDocumentId }) => ({ annexes: [{ documentId: mainDocumentId, toSign: false }] }),
    ],
    ['SIGNATURE_BOOKS_NO_SIGNATURE_IN_ROUTE', ({ route }) => ({ route: route.slice(0, 1) })],
    ['SIGNATURE_BOOKS_NO_POWER', ({ route }) => withHolder('SIGN', route[0]!.holderIds[0]!)],
    ['SIGNATURE_BOOKS_NO_POWER', () => withHolder('SIGN', newId())],
    [
      'SIGNATURE_BOOKS_TOO_MANY_NEEDED',
      ({ route }) => ({ route: [{ ...route[1], holderIds: route[1]!.holderIds, minimum: 2 }] }),
    ],
    ['SIGNATURE_BOOKS_REGISTRATION_DATA_MISSING', () => ({ registration: undefined })],
    [
      'SIGNATURE_BOOKS_UNKNOWN_CLASSIFICATION',
      () => ({ registration: { classificationCode: '99.9', recipients: [A_RECIPIENT] } }),
    ],
    [
      'SIGNATURE_BOOKS_ONLY_PDF_IS_SIGNED',
      async () => ({ mainDocumentId: (await office.uploaded('testo.docx', await aDocx(), 'annex')).id }),
    ],
    ['HTTP_INPUT_NOT_AS_DESCRIBED', () => ({ subject: '  a ' })],
    ['HTTP_INPUT_NOT_AS_DESCRIBED', () => ({ route: [] })],
    ['HTTP_INPUT_NOT_AS_DESCRIBED', () => ({ dueOn: '31/12/2026' })],
  ])('is refused with %s and leaves nothing', async (code, change) => {
    const content = await office.content();
    const count = async () => (await app().superuser.query('SELECT 1 FROM signing_request')).rowCount;
    const before = await count();
    const answer = await office.drafter.post('signing-requests', { ...content, ...(await change(content)) });
    expect(codeOf(answer)).toBe(code);
    expect(await count()).toBe(before);
  });

  it('does not take the upload of a colleague', async () => {
    const colleague = await logIn(app(), PEOPLE.drafterOfTaxes);
    const foreign = await colleague.must<{ id: string }>(
      colleague.upload('documents', { fileName: 'altro.pdf', bytes: await aPdf('Altro ufficio') }),
    );
    const content = { ...(await office.content()), mainDocumentId: foreign.id };
    expect(codeOf(await office.drafter.post('signing-requests', content))).toBe(
      'SIGNATURE_BOOKS_NOT_YOUR_DOCUMENT',
    );
  });
});
