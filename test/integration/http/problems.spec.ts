import { newId } from '@libro-firma/kernel';
import { problem } from '../../../src/platform/http';
import { useApplication } from '../../support/application';
import { type Answer, Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(60_000);

const EN = { 'accept-language': 'en-GB,en;q=0.9,it;q=0.1' };

describeWith('database', 'an answer that is no success', () => {
  const app = useApplication({ worker: false, environment: { UPLOAD_MAX_BYTES: '200000' } });
  let drafter: Desk;
  let nobody: Desk;

  beforeAll(async () => {
    drafter = await logIn(app(), PEOPLE.drafter);
    nobody = new Desk(app());
  });

  it.each<[number, string, () => Promise<Answer<unknown>>]>([
    [401, 'IDENTITY_LOGIN_NEEDED', () => nobody.get('session')],
    [401, 'ORGANISATION_WRONG_LOGIN', () => nobody.post('session', { username: 'x', password: 'y' })],
    [403, 'IDENTITY_NOT_ALLOWED', () => drafter.get('access-tokens/of-everybody')],
    [
      403,
      'IDENTITY_FOREIGN_ORIGIN',
      async () => {
        const answer = await app().api.inject({ method: 'DELETE', url: '/api/v1/session' });
        return {
          status: answer.statusCode,
          headers: answer.headers,
          body: answer.json(),
          bytes: Buffer.alloc(0),
        };
      },
    ],
    [404, 'HTTP_NOT_FOUND', () => nobody.get('nothing/here')],
    [404, 'HTTP_NOT_FOUND', () => nobody.get('/elsewhere')],
    [404, 'HTTP_NOT_FOUND', () => drafter.put('session')],
    [404, 'SIGNATURE_BOOKS_NOT_FOUND', () => drafter.get(`signing-requests/${newId()}`)],
    [413, 'HTTP_BODY_TOO_LARGE', () => drafter.post('signing-requests', { subject: 'x'.repeat(2_000_000) })],
    [
      413,
      'DOCUMENTS_TOO_LARGE',
      () => drafter.upload('documents', { fileName: 'grande.pdf', bytes: Buffer.alloc(300_000, 'x') }),
    ],
    [
      415,
      'HTTP_UNSUPPORTED_MEDIA_TYPE',
      () =>
        drafter.send('POST', 'signing-requests', {
          body: Buffer.from('<x/>'),
          headers: { 'content-type': 'application/xml' },
        }),
    ],
    [422, 'HTTP_INPUT_NOT_AS_DESCRIBED', () => drafter.get('signing-requests/not-a-uuid')],
    [422, 'HTTP_INPUT_NOT_AS_DESCRIBED', () => drafter.get('signing-requests?limit=101')],
    [422, 'HTTP_INPUT_NOT_AS_DESCRIBED', () => drafter.post('signing-requests', {})],
    [
      422,
      'HTTP_INPUT_NOT_AS_DESCRIBED',
      () =>
        drafter.send('POST', 'signing-requests', {
          body: Buffer.from('{"subject":'),
          headers: { 'content-type': 'application/json' },
        }),
    ],
    [
      422,
      'HTTP_INPUT_NOT_AS_DESCRIBED',
      () =>
        drafter.send('POST', 'signing-requests', {
          body: Buffer.from('{"__proto__":{"subject":"x"}}'),
          headers: { 'content-type': 'application/json' },
        }),
    ],
  ])('is a problem with status %i and code %s', async (status, code, ask) => {
    const answer = await ask();
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    const read = problem.strict().parse(answer.body);
    expect(read).toMatchObject({ status, type: `/api/problems#${code}` });
  });

  it('names the path without its query, and the request by the id that the client gave', async () => {
    const { body, headers } = await nobody.get('session?secret=1', { 'x-request-id': 'desk-12345678' });
    expect(body).toMatchObject({ instance: '/api/v1/session', requestId: 'desk-12345678' });
    expect(headers['set-cookie']).toBeUndefined();
    const other = await nobody.get('session', { 'x-request-id': 'bad id; drop' });
    expect(other.body.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is in Italian unless English is preferred', async () => {
    expect((await nobody.get('session')).body.title).toMatch(/Serve l’accesso/);
    expect((await nobody.get('session', { 'accept-language': 'fr' })).body.title).toMatch(/Serve l’accesso/);
    expect((await nobody.get('session', EN)).body).toMatchObject({
      title: expect.stringMatching(/A login is needed/) as string,
      remedy: expect.stringMatching(/Log in again/) as string,
    });
  });

  it('names the fields that are wrong, and not the values', async () => {
    const { body } = await drafter.post(
      'signing-requests',
      { subject: 'segreto-nel-campo', bookId: 'no' },
      EN,
    );
    expect(body.title).toMatch(/bookId/);
    expect(body.title).not.toMatch(/segreto-nel-campo/);
  });

  it('tells nothing of a fault but its request id; the log has the rest', async () => {
    await app().superuser.query('ALTER TABLE signature_book RENAME TO signature_book_away');
    try {
      const { status, body } = await drafter.get('signature-books', {
        'x-request-id': 'desk-87654321',
        ...EN,
      });
      expect(status).toBe(500);
      expect(body).toMatchObject({ code: 'INTERNAL_FAULT', requestId: 'desk-87654321', type: 'about:blank' });
      expect(JSON.stringify(body)).not.toMatch(/signature_book|relation|SELECT/);
    } finally {
      await app().superuser.query('ALTER TABLE signature_book_away RENAME TO signature_book');
    }
    const logged = app().log.lines.filter((line) => line.includes('desk-87654321'));
    expect(logged.join('')).toMatch(/signature_book.*does not exist/);
  });
});
