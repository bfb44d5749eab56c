import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { newId } from '@libro-firma/kernel';
import { RouteCheck } from '../../../src/platform/http/route-check';
import { API_PREFIX } from '../../../src/platform/http/server';
import { Sessions } from '../../../src/platform/identity';
import { createLogger } from '../../../src/platform/observability/logger';
import { PlatformModule } from '../../../src/platform/platform.module';
import { shutDown } from '../../../src/platform/shut-down';
import type { RegistrationDetail, RegistrationPage } from '../../../src/protocol/http/protocol.schema';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { describeWith } from '../../support/services';
import { NoPermissions, officeModules, officeSettings, seedOffice } from './office';

describeWith('database', 'the register by HTTP', () => {
  let database: TestDatabase;
  let superuser: Client;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    database = await createTestDatabase();
    await seedOffice(database);
    superuser = new Client({ connectionString: database.superuserUrl });
    await superuser.connect();
    const settings = officeSettings(database);
    const platform = PlatformModule.forProcess({
      settings,
      logger: createLogger('silent', 'api'),
      modules: officeModules,
      process: 'api',
    });
    const module = await Test.createTestingModule({
      imports: [platform, NoPermissions, ...officeModules.map(({ nest }) => nest)],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    // The cookie plugin loads itself in a way that jest does not allow; reading one cookie is all that is needed.
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onRequest', (request, _reply, done) => {
        const token = /libro_firma_session=([^;]*)/.exec(request.headers.cookie ?? '')?.[1];
        Object.assign(request, { cookies: token ? { libro_firma_session: token } : {} });
        done();
      });
    app.setGlobalPrefix(API_PREFIX);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    app.get(RouteCheck).assertComplete();
  }, 120_000);

  afterAll(async () => {
    try {
      await shutDown(app);
    } finally {
      await superuser.end();
      await database.drop();
    }
  });

  /** Asks as the demo person of that login. */
  async function as(username: string) {
    const { rows } = await superuser.query<{ id: string; body_id: string }>(
      'SELECT id, body_id FROM person WHERE username = $1',
      [username],
    );
    const token = await app.get(Sessions).open({ personId: rows[0]!.id, bodyId: rows[0]!.body_id });
    const call =
      (method: 'GET' | 'POST') =>
      (path: string, payload?: object, headers: Record<string, string> = {}) =>
        app.inject({
          method,
          url: `/api/v1/${path}`,
          headers: {
            cookie: `libro_firma_session=${token}`,
            'x-requested-with': 'test',
            'accept-language': 'it',
            ...headers,
          },
          ...(payload && { payload }),
        });
    return { get: call('GET'), post: call('POST') };
  }

  /** What an upload leaves; the bytes themselves are of no interest to the register. */
  async function anUpload(username: string, fileName = 'istanza.pdf'): Promise<string> {
    const [documentId, versionId] = [newId(), newId()];
    await superuser.query(
      `INSERT INTO document (id, body_id, aoo_id, owner_id, file_name, created_at)
       SELECT $1, person.body_id, aoo.id, person.id, $2, now() FROM person
         JOIN aoo ON aoo.body_id = person.body_id AND aoo.code = 'AOO-CEN' WHERE username = $3`,
      [documentId, fileName, username],
    );
    await superuser.query(
      `INSERT INTO document_version (id, body_id, document_id, number, sha256, size, media_type, origin, signatures, created_at)
       SELECT $1, body_id, id, 1, repeat('ab', 32), 10, 'application/pdf', 'UPLOADED', 0, now() FROM document WHERE id = $2`,
      [versionId, documentId],
    );
    return documentId;
  }

  const clerk = 'salvatore.lopresti';
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
        { position: 0, role: 'MAIN', fileName: 'istanza.pdf', algorithm: 'SHA-256', hash: 'ab'.repeat(32) },
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
    const payload = body(await anUpload(clerk), {
      number: '0000099',
      registeredOn: '2001-01-01',
      year: 2001,
    });
    const headers = { 'idempotency-key': newId() };
    const first = await post('registrations', payload, headers);
    expect((await post('registrations', payload, headers)).json()).toEqual(first.json());
    expect(first.json<RegistrationDetail>().year).toBeGreaterThanOrEqual(2026);
    expect(first.json<RegistrationDetail>().number).not.toBe('0000099');
    // As after a crash between the number and the answer that was to be kept for repeats.
    await superuser.query('DELETE FROM idempotency_record');
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
    ['HTTP_INPUT_NOT_AS_DESCRIBED', 422, { sender: undefined }],
    ['HTTP_INPUT_NOT_AS_DESCRIBED', 422, { subject: 'x'.repeat(10_000) }],
  ])('refuses with %s and takes no number', async (code, status, more) => {
    const { post } = await as(clerk);
    const count = async () =>
      (await superuser.query<{ count: string }>('SELECT count(*) FROM registration')).rows[0]?.count;
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
    expect((await drafter.get('registrations')).statusCode).toBe(403);
    expect((await drafter.get(`registrations/${id}/segnatura`)).statusCode).toBe(403);
    expect((await app.inject({ url: '/api/v1/registrations' })).statusCode).toBe(401);
  });
});
