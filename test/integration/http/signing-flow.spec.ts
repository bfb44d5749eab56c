import { createHash } from 'node:crypto';
import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { aDocx, anEncryptedPdf, aPdf } from '../../support/pdfs';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

describeWith('database', 'the life of a request', () => {
  const app = useApplication();
  let office: Office;

  beforeAll(async () => {
    office = await Office.open(app());
  });

  it('goes from draft through checks, endorsement, signature and number to its archive', async () => {
    const draft = await office.written({ start: false, subject: 'Affidamento lavori di via Roma' });
    expect(draft).toMatchObject({ state: 'DRAFT', revision: 1, actions: ['start', 'cancel'], myTask: null });
    const started = await office.drafter.post<{ state: string }>(`signing-requests/${draft.id}/start`, {
      version: draft.version,
    });
    expect(started).toMatchObject({ status: 200, body: { state: 'CHECKING' } });
    await app().drain();

    const toEndorse = await office.read(draft.id, office.endorser);
    expect(toEndorse).toMatchObject({ state: 'IN_ROUTE', actions: ['endorse', 'return', 'ask', 'decline'] });
    expect(toEndorse.files[0]!.frozenSha256).toBe(toEndorse.files[0]!.currentSha256);
    expect((await office.queue(office.signer)).items.map((item) => item.requestId)).not.toContain(draft.id);
    expect(await office.endorse(toEndorse)).toMatchObject({ status: 200, body: { state: 'DONE' } });

    const toSign = await office.read(draft.id, office.signer);
    expect(toSign.actions).toEqual(['recall', 'extend', 'transfer', 'sign', 'return', 'ask', 'decline']);
    const [queued] = (await office.queue()).items.filter((item) => item.requestId === draft.id);
    expect(queued).toMatchObject({
      kind: 'SIGN',
      subject: 'Affidamento lavori di via Roma',
      requester: 'Giulia Bianchi',
      endorsedBy: ['Niccolò D’Amico'],
      filesToSign: 1,
      annexCount: 0,
    });
    expect(await office.sign(toSign)).toMatchObject({
      state: 'DONE',
      counts: { total: 1, signed: 1, failed: 0 },
    });

    const registered = await office.read(draft.id);
    expect(registered.registrationNumber).toMatch(/^\d{7}$/);
    expect(registered.state).toBe('ARCHIVED');
    expect(registered.timeline.map((entry) => entry.type).slice(0, 9)).toEqual([
      'signing-request.written',
      'signing-request.started',
      'signing-request.entered-route',
      'signing-request.step-opened',
      'signing-request.endorsed',
      'signing-request.step-opened',
      'signing-request.signature-made',
      'signing-request.signed',
      'signing-request.registered',
    ]);
    expect(registered.timeline.at(-1)?.type).toBe('signing-request.archived');
  });

  it.each([
    ['with a number', true, ['signed', 'copy', 'segnatura', 'report-json', 'report-xml', 'package']],
    ['without', false, ['signed', 'copy', 'report-json', 'report-xml', 'package']],
  ])('leaves everything that proves it, %s', async (_, withProtocol, downloads) => {
    const { id } = await office.toSign({ withProtocol });
    await office.sign(await office.read(id, office.signer));
    const done = await office.read(id);
    expect([done.state, done.downloads]).toEqual(['ARCHIVED', downloads]);
    for (const what of downloads) {
      const { status, bytes } = await office.download(id, what);
      expect([what, status, bytes.length > 100]).toEqual([what, 200, true]);
    }
    const { rowCount } = await app().superuser.query(
      `SELECT 1 FROM journal_entry WHERE stream_id = $1 AND type = 'signing-request.archived'`,
      [id],
    );
    expect(rowCount).toBe(1);
  });

  it('signs five plichi with one code, each with a number of its own and the uploaded bytes as prefix', async () => {
    const originals = await Promise.all([1, 2, 3, 4, 5].map((number) => aPdf(`Ordinanza ${number}`)));
    const requests = [];
    for (const main of originals) requests.push(await office.toSign({ main }));
    const batch = await office.sign(...requests);
    expect(batch).toMatchObject({ state: 'DONE', codeNeeded: false, counts: { total: 5, signed: 5 } });
    const numbers = new Set<string | null>();
    for (const [index, { id }] of requests.entries()) {
      const done = await office.read(id);
      numbers.add(done.registrationNumber);
      const signed = (await office.download(id, 'signed')).bytes;
      const original = originals[index]!;
      expect(signed.subarray(0, original.length).equals(original)).toBe(true);
      expect(createHash('sha256').update(signed).digest('hex')).toBe(done.files[0]!.currentSha256);
    }
    expect(numbers.size).toBe(5);
    expect(numbers).not.toContain(null);
  });

  it('signs the annexes that are to be signed and carries the others along as they came', async () => {
    const docx = await aDocx();
    const { id } = await office.toSign({
      annexes: [
        { fileName: 'capitolato.pdf', bytes: await aPdf('Capitolato'), toSign: true },
        { fileName: 'bozza.docx', bytes: docx, toSign: false },
      ],
    });
    const batch = await office.sign(await office.read(id, office.signer));
    expect(batch.counts).toMatchObject({ total: 2, signed: 2 });
    const done = await office.read(id);
    expect(done.files.map(({ role, toSign, signatures }) => [role, toSign, signatures])).toEqual([
      ['MAIN', true, 1],
      ['ANNEX', true, 1],
      ['ANNEX', false, 0],
    ]);
    const untouched = await office.drafter.get(`signing-requests/${id}/files/${done.files[2]!.id}/content`);
    expect(untouched.bytes.equals(docx)).toBe(true);
    expect(done.registrationNumber).not.toBeNull();
  });

  it('asks for no number where the book has no protocol', async () => {
    const { id } = await office.toSign({ withProtocol: false });
    await office.sign(await office.read(id, office.signer));
    const done = await office.read(id);
    expect(done.state).toBe('ARCHIVED');
    expect(done).toMatchObject({ registrationNumber: null, registrationId: null, registration: null });
    const { rowCount } = await app().superuser.query('SELECT 1 FROM registration WHERE key LIKE $1', [
      `%${id}%`,
    ]);
    expect(rowCount).toBe(0);
  });

  it('comes back with its reason, goes on in a new revision and keeps the one before', async () => {
    const { id, myTask, version: before } = await office.toEndorse();
    const path = `tasks/${myTask!.id}/return`;
    expect((await office.endorser.post(path, { version: myTask!.version, reason: '' })).status).toBe(422);
    const returned = await office.endorser.post(path, {
      version: myTask!.version,
      reason: 'Manca il CUP',
      immediate: true,
    });
    expect(returned.status).toBe(200);
    const back = await office.read(id);
    expect(back).toMatchObject({
      state: 'RETURNED',
      returnReason: 'Manca il CUP',
      actions: ['revise', 'cancel'],
    });
    expect(back.version).toBeGreaterThan(before);
    const { version } = await office.drafter.must<{ version: number }>(
      office.drafter.post(`signing-requests/${id}/revise`, { version: back.version }),
    );
    expect(await office.read(id)).toMatchObject({ state: 'DRAFT', revision: 2 });
    await office.drafter.must(office.drafter.post(`signing-requests/${id}/start`, { version }));
    await app().drain();
    expect(await office.read(id, office.endorser)).toMatchObject({ state: 'IN_ROUTE', revision: 2 });
    const kept = await app().superuser.query(
      'SELECT 1 FROM task WHERE request_id = $1 AND revision = 1 AND note = $2',
      [id, 'Manca il CUP'],
    );
    expect(kept.rowCount).toBe(1);
  });

  it('is taken back by its drafter alone, and leaves the other desks', async () => {
    const { id, version } = await office.toEndorse();
    const reason = 'Errore nell’oggetto';
    const path = `signing-requests/${id}/recall`;
    expect((await office.endorser.post(path, { version, reason })).body.code).toBe(
      'SIGNATURE_BOOKS_NOT_FOUND',
    );
    expect((await office.drafter.post(path, { version, reason })).status).toBe(200);
    expect(await office.read(id)).toMatchObject({ state: 'RECALLED', waitingFor: [] });
    expect((await office.queue(office.endorser)).items.map((item) => item.requestId)).not.toContain(id);
    const { version: now } = await office.read(id);
    expect(
      (await office.drafter.post(`signing-requests/${id}/cancel`, { version: now, reason })).status,
    ).toBe(200);
    expect(await office.read(id)).toMatchObject({ state: 'CANCELLED', actions: [] });
  });

  it('keeps the marks of its holder, asks a reason for returning, and takes them off again', async () => {
    const { myTask } = await office.toSign();
    const mark = async (version: number, body: object) =>
      office.signer.put<{ state: string; version: number; code: string }>(`tasks/${myTask!.id}/mark`, {
        version,
        ...body,
      });
    const marked = await mark(myTask!.version, { mark: 'SIGN' });
    expect(marked.body.state).toBe('MARKED_SIGN');
    expect((await mark(marked.body.version, { mark: 'RETURN' })).body.code).toBe(
      'SIGNATURE_BOOKS_REASON_NEEDED',
    );
    const other = await mark(marked.body.version, { mark: 'RETURN', reason: 'Da rivedere' });
    expect(other.body.state).toBe('MARKED_RETURN');
    expect((await mark(other.body.version, { mark: null })).body.state).toBe('PENDING');
    expect((await mark(myTask!.version, { mark: 'SIGN' })).status).toBe(409);
  });

  it('goes back to draft with its reasons when a file turns out not to be signable', async () => {
    // As an annex anything is taken in; that it is to be signed is known only when the request is written.
    const encrypted = await office.uploaded('cifrato.pdf', await anEncryptedPdf(), 'annex');
    const content = { ...(await office.content()), mainDocumentId: encrypted.id };
    const draft = await office.drafter.must<{ id: string }>(office.drafter.post('signing-requests', content));
    await app().drain();
    const back = await office.read(draft.id);
    expect(back).toMatchObject({ state: 'DRAFT', revision: 2 });
    expect(back.checkFailures).toMatchObject([{ code: 'PDF_ENCRYPTED', fileName: 'cifrato.pdf' }]);
    expect(back.checkFailures[0]!.remedy).toMatch(/protezione/);
  });
});
