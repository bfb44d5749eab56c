import type { AccessTokenList, MadeAccessToken } from '../../../src/organisation/http/access-tokens.schema';
import type { Problem } from '../../../src/platform/http';
import { newId } from '@libro-firma/kernel';
import { useApplication } from '../../support/application';
import { appoint, Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

const DAY_MS = 86_400_000;

describeWith('database', 'a token by which a program uses the API', () => {
  const app = useApplication({ worker: false });
  let drafter: Desk;
  let administrator: Desk;

  beforeAll(async () => {
    drafter = await logIn(app(), PEOPLE.drafter);
    administrator = await logIn(app(), PEOPLE.administrator);
  });

  const make = async (desk: Desk, days = 30) =>
    (await desk.post<MadeAccessToken>('access-tokens', { name: 'Gestionale delle gare', days })).body;

  /** As a program calls: no cookie, no header that only a page of ours sends. */
  async function call(token: string, method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) {
    const answer = await app().api.inject({
      method,
      url: `/api/v1/${path}`,
      headers: { authorization: `Bearer ${token}` },
      ...(body && { payload: body }),
    });
    return { status: answer.statusCode, body: answer.json<Problem & { person?: { fullName: string } }>() };
  }

  it('acts in the name of its person, with that person’s powers', async () => {
    const { token } = await make(drafter);
    const me = await call(token, 'GET', 'session');
    expect([me.status, me.body.person?.fullName]).toEqual([200, 'Giulia Bianchi']);
    const read = await call(token, 'POST', 'notifications/read-all');
    expect(read.status).toBe(200);
    const notHers = await call(token, 'GET', 'access-tokens/of-everybody');
    expect(notHers.status).toBe(403);
  });

  it.each([
    ['GET', 'access-tokens'],
    ['POST', 'access-tokens'],
    ['DELETE', `access-tokens/${newId()}`],
    ['POST', `signing-batches/${newId()}/authorise`],
  ] as const)('does not open %s %s, which is for a person', async (method, path) => {
    const { token } = await make(await logIn(app(), PEOPLE.signer));
    const answer = await call(token, method, path, method === 'POST' ? {} : undefined);
    expect([answer.status, answer.body.code]).toEqual([403, 'IDENTITY_ONLY_AT_THE_DESK']);
  });

  it('is worth nothing once revoked, expired, changed by a letter, or without a person', async () => {
    const [revoked, expiring] = [await make(drafter), await make(drafter, 1)];
    await drafter.delete(`access-tokens/${revoked.id}`);
    await appoint(app(), { username: 'prova.trasferita', roles: ['drafter'], officeCode: 'LLPP' });
    const leaving = await make(await logIn(app(), 'prova.trasferita'));
    expect((await call(leaving.token, 'GET', 'session')).status).toBe(200);
    await app().superuser.query(
      `UPDATE appointment SET valid_from = current_date - 9, valid_to = current_date - 2
        WHERE person_id = (SELECT id FROM person WHERE username = 'prova.trasferita')`,
    );
    expect((await call(expiring.token, 'GET', 'session')).status).toBe(200);
    app().clock.advance(DAY_MS);
    const slip = expiring.token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    for (const token of [revoked.token, expiring.token, leaving.token, slip, 'lf_', 'x'.repeat(5_000)]) {
      const answer = await call(token, 'GET', 'session');
      expect([answer.status, answer.body.code]).toEqual([401, 'IDENTITY_TOKEN_NOT_IN_FORCE']);
    }
  });

  it('that is wrong is not saved by a cookie that is right', async () => {
    const here = await logIn(app(), PEOPLE.drafter);
    const answer = await here.send('GET', 'session', { headers: { authorization: 'Bearer lf_wrong' } });
    expect([answer.status, answer.body.code]).toEqual([401, 'IDENTITY_TOKEN_NOT_IN_FORCE']);
  });

  it('is listed without being shown, with the time of its last use, and only to its person', async () => {
    const desk = await logIn(app(), PEOPLE.drafter);
    const made = await make(desk);
    await call(made.token, 'GET', 'session');
    const { body } = await desk.get<AccessTokenList>('access-tokens');
    const listed = body.items.find(({ id }) => id === made.id);
    expect(listed).toMatchObject({ name: 'Gestionale delle gare', person: 'Giulia Bianchi' });
    expect(listed?.usedAt).not.toBeNull();
    expect(JSON.stringify(body)).not.toContain(made.token);
    const endorser = await logIn(app(), PEOPLE.endorser);
    expect((await endorser.get<AccessTokenList>('access-tokens')).body.items).toEqual([]);
    expect((await endorser.delete(`access-tokens/${made.id}`)).status).toBe(404);
  });

  it('can be ended by the administrator', async () => {
    const made = await make(await logIn(app(), PEOPLE.drafter));
    administrator = await logIn(app(), PEOPLE.administrator);
    const all = await administrator.get<AccessTokenList>('access-tokens/of-everybody');
    expect(all.body.items.map(({ id }) => id)).toContain(made.id);
    expect((await administrator.delete(`access-tokens/of-everybody/${made.id}`)).status).toBe(200);
    expect((await call(made.token, 'GET', 'session')).status).toBe(401);
  });

  it('is kept as a hash alone, and in no journal or log', async () => {
    const { token, id } = await make(await logIn(app(), PEOPLE.drafter));
    await call(token, 'GET', 'session');
    const { rows } = await app().superuser.query<{ kept: string; told: string }>(
      `SELECT (SELECT row_to_json(t)::text FROM access_token t WHERE id = $1) AS kept,
              (SELECT string_agg(payload::text, '') FROM journal_entry WHERE stream = 'access-token') AS told`,
      [id],
    );
    for (const place of [rows[0]!.kept, rows[0]!.told, app().log.lines.join('')])
      expect(place).not.toContain(token);
    expect(rows[0]!.told).toContain('Gestionale delle gare');
  });

  it.each([{ name: '', days: 30 }, { name: 'x', days: 366 }, { name: 'x', days: 0 }, {}])(
    'is refused when asked for as %j',
    async (wanted) => {
      const desk = await logIn(app(), PEOPLE.drafter);
      const answer = await desk.post('access-tokens', wanted);
      expect([answer.status, answer.body.code]).toEqual([422, 'HTTP_INPUT_NOT_AS_DESCRIBED']);
    },
  );

  it('is one of twenty at most', async () => {
    const desk = await logIn(app(), PEOPLE.auditor);
    const answers = [];
    for (let count = 0; count <= 20; count += 1)
      answers.push((await desk.post('access-tokens', { name: `n. ${count}`, days: 1 })).body.code);
    expect(answers.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => undefined));
    expect(answers.at(-1)).toBe('ORGANISATION_TOO_MANY_TOKENS');
  });
});
