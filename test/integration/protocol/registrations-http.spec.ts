import { newId } from '@libro-firma/kernel';
import { IndexRegister } from '../../../src/protocol';
import type { RegistrationDetail, RegistrationPage } from '../../../src/protocol/http/protocol.schema';
import { describeWith } from '../../support/services';
import { CLERK, sha256Of, useHttpOffice } from './http-office';

jest.setTimeout(60_000);

describeWith('database', 'the register by HTTP', () => {
  const office = useHttpOffice();
  const as = (username: string) => office().as(username);
  const anUpload = (username: string, fileName?: string) => office().anUpload(username, fileName);
  const clerk = CLERK;
  const body = (documentId: string, more: object = {}) => ({
    subject: 'Richiesta di manutenzione dell’acquedotto',
    sender: { kind: 'PERSON', name: 'Ninfa', familyName: 'D’Alù' },
    classificationCode: '6.1',
    documentId,
    ...more,
  });

  it('registers what arrived, shows it, and gives its segnatura', async () => {
    const { get, post } = await as(clerk);
    const annex = await anUpload(clerk, 'tavola.pdf');
    const answer = await post(
      'registrations',
      body(await anUpload(clerk), { annexDocumentIds: [annex], means: 'PEC' }),
    );
    expect(answer.statusCode).toBe(201);
    const registered = answer.json<RegistrationDetail>();
    expect(registered).toMatchObject({
      direction: 'INCOMING',
      correspondents: ['Ninfa D’Alù'],
      registerCode: 'PG',
      operator: 'Salvatore Lo Presti',
      fileCount: 2,
      files: [
        {
          position: 0,
          role: 'MAIN',
          fileName: 'istanza.pdf',
          algorithm: 'SHA-256',
          hash: sha256Of('istanza.pdf'),
        },
        { position: 1, role: 'ANNEX', fileName: 'tavola.pdf' },
      ],
    });
    expect(registered.number).toMatch(/^\d{7}$/);
    expect((await get(`registrations/${registered.id}`)).json()).toEqual(registered);
    const segnatura = await get(`registrations/${registered.id}/segnatura`);
    expect(segnatura.headers['content-type']).toContain('application/xml');
    expect(segnatura.body).toContain(`<prot:NumeroRegistrazione>${registered.number}<`);
  });

  it('answers a repeat with the same number, and takes no number or date from the client', async () => {
    const { post } = await as(clerk);
    const payload = body(await anUpload(clerk));
    for (const typed of [
      { number: '0000099' },
      { year: 2001 },
      { registeredOn: '2001-01-01' },
      { registeredAt: '2001-01-01T00:00:00Z' },
    ]) {
      const refused = await post('registrations', { ...payload, ...typed });
      expect([typed, refused.statusCode, refused.json<{ code: string }>().code]).toEqual([
        typed,
        422,
        'HTTP_INPUT_NOT_AS_DESCRIBED',
      ]);
    }
    const headers = { 'idempotency-key': newId() };
    const first = await post('registrations', payload, headers);
    expect((await post('registrations', payload, headers)).json()).toEqual(first.json());
    expect(first.json<RegistrationDetail>().year).toBeGreaterThanOrEqual(2026);
    expect(first.json<RegistrationDetail>().number).not.toBe('0000099');
    // As after a crash between the number and the answer that was to be kept for repeats.
    await office().superuser.query('DELETE FROM idempotency_record');
    expect((await post('registrations', payload, headers)).json()).toEqual(first.json());
  });

  it.each([
    ['PROTOCOL_CLASSIFICATION_UNKNOWN', 422, { classificationCode: '99' }],
    ['PROTOCOL_TAX_CODE_WRONG', 422, { sender: { kind: 'PERSON', name: 'A', taxCode: 'RSSMRA85T10A562T' } }],
    ['PROTOCOL_TAX_CODE_WRONG', 422, { sender: { kind: 'COMPANY', name: 'A', taxCode: '12345678901' } }],
    ['PROTOCOL_RECEIVED_ON_WRONG', 422, { receivedOn: '2999-01-01' }],
    ['PROTOCOL_TEXT_NOT_WRITABLE', 422, { subject: 'abc\u0001def' }],
    ['PROTOCOL_DOCUMENT_NOT_FOUND', 404, { documentId: newId() }],
    ['HTTP_INPUT_NOT_AS_DESCRIBED', 422, { subject: '' }],
    ['PROTOCOL_COUNTERPART_MISSING', 422, { sender: undefined }],
    ['PROTOCOL_COUNTERPART_MISSING', 422, { direction: 'OUTGOING' }],
    ['PROTOCOL_DEFERRAL_INCOMPLETE', 422, { deferral: { reason: 'Evento', authorisedBy: 'RGD' } }],
    ['PROTOCOL_HASH_NOT_AS_ANNOUNCED', 422, { sha256: 'cd'.repeat(32) }],
    ['PROTOCOL_FILE_MISSING', 422, { documentId: undefined }],
    ['PROTOCOL_PAPER_NOT_DESCRIBED', 422, { paper: { medium: 'PAPER', place: 'Armadio 3' } }],
    [
      'PROTOCOL_OUT_OF_BOUNDS',
      413,
      {
        annexes: Array(20).fill({ medium: 'PAPER', place: 'x', sheets: 1, description: 'y'.repeat(1_000) }),
        messageId: 'x'.repeat(990),
        recipients: Array(1_000).fill({ kind: 'ANONYMOUS' }),
      },
    ],
    ['PROTOCOL_SUBJECT_TOO_LONG', 422, { subject: 'x'.repeat(10_000) }],
  ])('refuses with %s and takes no number', async (code, status, more) => {
    const { post } = await as(clerk);
    const count = async () =>
      (await office().superuser.query<{ count: string }>('SELECT count(*) FROM registration')).rows[0]?.count;
    const before = await count();
    const answer = await post('registrations', body(await anUpload(clerk), more));
    expect([answer.json<{ code: string }>().code, answer.statusCode]).toEqual([code, status]);
    expect(await count()).toBe(before);
  });

  it('does not register the upload of somebody else', async () => {
    const { post } = await as(clerk);
    const answer = await post('registrations', body(await anUpload('giulia.bianchi')));
    expect(answer.statusCode).toBe(404);
  });

  it('lists newest first, page by page, and finds words without minding accents', async () => {
    const { get, post } = await as(clerk);
    for (const subject of ['Perché la città è al buio', 'Segnalazione guasto', 'Illuminazione della CITTA'])
      await post('registrations', body(await anUpload(clerk), { subject }));
    const pages: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: RegistrationPage = (
        await get(`registrations?limit=2${cursor && `&cursor=${cursor}`}`)
      ).json<RegistrationPage>();
      pages.push(...page.items.map((item) => item.number));
      cursor = page.nextCursor;
    }
    expect(pages).toEqual([...pages].sort().reverse());
    expect(pages).toHaveLength(Number(pages[0]));
    await office().app.get(IndexRegister).execute();
    const found = async (query: string) =>
      (await get(`registrations?${query}`)).json<RegistrationPage>().items.map((item) => item.subject);
    expect(await found(`search=${encodeURIComponent('citta')}`)).toEqual([
      'Illuminazione della CITTA',
      'Perché la città è al buio',
    ]);
    expect(await found(`search=${encodeURIComponent('D’Alu guasto')}`)).toEqual(['Segnalazione guasto']);
    expect(await found('search=zzz')).toEqual([]);
    expect(await found(`number=${Number(pages[0])}`)).toEqual(['Illuminazione della CITTA']);
    expect(await found('direction=OUTGOING')).toEqual([]);
    expect(await found('year=1999')).toEqual([]);
  });

  it('lets in only those whose office it is', async () => {
    const { id } = (await (await as(clerk)).get('registrations')).json<RegistrationPage>().items[0]!;
    const auditor = await as('chiara.ferrara');
    expect((await auditor.get(`registrations/${id}`)).statusCode).toBe(200);
    expect((await auditor.post('registrations', body(newId()))).statusCode).toBe(403);
    const drafter = await as('giulia.bianchi');
    expect((await drafter.get('registrations')).json<RegistrationPage>().items).toEqual([]);
    expect((await drafter.get(`registrations/${id}/segnatura`)).statusCode).toBe(404);
    expect((await (await as('luca.marino')).get('registrations')).statusCode).toBe(403);
    expect((await office().app.inject({ url: '/api/v1/registrations' })).statusCode).toBe(401);
  });
});
