import type { OpenAPIObject } from '@nestjs/swagger';
import { useApplication } from '../../support/application';
import { Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(60_000);

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
}

describeWith('database', 'the server', () => {
  const app = useApplication({ worker: false, environment: { PUBLIC_URL: 'https://firma.example.it' } });
  const nobody = () => new Desk(app());

  it('sends headers that keep its pages to itself', async () => {
    const { headers } = await nobody().get('demo-logins');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('gives a session cookie that scripts cannot read, other sites cannot send, and no log contains', async () => {
    const answer = await nobody().post('session', { username: PEOPLE.drafter, password: 'demo' });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^libro_firma_session=[\w-]{43}; /);
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/', 'Max-Age=36000'])
      expect(cookie).toContain(part);
    const [, token = ''] = /=([\w-]{43})/.exec(cookie) ?? [];
    expect(app().log.lines.join('')).not.toContain(token);
    const { rows } = await app().superuser.query<{ row: string }>('SELECT session::text AS row FROM session');
    const kept = rows.map(({ row }) => row).join('');
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(Buffer.from(token).toString('hex'));
  });

  it('takes the cookie back when the session is closed', async () => {
    const desk = await logIn(app(), PEOPLE.drafter);
    const answer = await desk.delete('session');
    expect(answer.status).toBe(204);
    expect(String(answer.headers['set-cookie'])).toMatch(/libro_firma_session=;.*(Max-Age=0|1970)/);
    expect((await desk.get('session')).status).toBe(401);
  });

  it('says how it is to whoever watches over it', async () => {
    const status = await nobody().get<object>('/status');
    expect(status).toMatchObject({ status: 200, body: { status: 200, title: 'OK' } });
    expect(status.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect((await nobody().get<object>('/health/live')).body).toEqual({ pid: process.pid });
    expect((await nobody().get<object>('/health/ready')).body).toEqual({
      pid: process.pid,
      database: true,
      queue: true,
      objectStore: true,
    });
  });

  it('measures itself by route pattern, without ids or names', async () => {
    await nobody().get('signing-requests/01a20053-e728-74a2-b4c8-bc3db247648a');
    const { bytes, headers } = await nobody().get<string>('/metrics');
    const figures = bytes.toString('utf8');
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(figures).toMatch(
      /libro_firma_http_request_seconds_count\{route="\/api\/v1\/signing-requests\/:id"/,
    );
    expect(figures).toMatch(/libro_firma_queue_jobs\{queue="office",state="waiting"\} \d+/);
    expect(figures).not.toContain('01a20053');
  });

  it('logs one line for each request: pattern, no address with ids, no body', async () => {
    await nobody().post('session', { username: 'qualcuno', password: 'parola-segreta' });
    const lines = app().log.lines.join('');
    expect(lines).toMatch(/"route":"\/api\/v1\/session","status":401/);
    expect(lines).not.toMatch(/parola-segreta|qualcuno/);
  });

  it('describes every route with the schemas that it checks', async () => {
    const { body } = await nobody().get<OpenAPIObject>('/api/openapi.json');
    expect(body.openapi).toMatch(/^3\./);
    const operations = Object.entries(body.paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({
        path,
        method,
        operation,
      })),
    );
    const described = (id: string) =>
      operations.find(({ operation }) => operation.operationId === id)?.operation;
    const create = described('RequestsController_create');
    const schema = JSON.stringify(create?.requestBody?.content['application/json']?.schema ?? {});
    for (const member of ['bookId', 'subject', 'mainDocumentId', 'route']) expect(schema).toContain(member);
    for (const { path, operation } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect([operation.operationId, declared.map(({ name }) => name).sort()]).toEqual([
        operation.operationId,
        named.sort(),
      ]);
    }
  });
});

describeWith('database', 'the server without https', () => {
  const app = useApplication({ worker: false });

  it('does not ask the browser for a cookie that it would never send back', async () => {
    const answer = await new Desk(app()).post('session', { username: PEOPLE.drafter, password: 'demo' });
    expect(String(answer.headers['set-cookie'])).not.toContain('Secure');
  });

  it('is not ready while its queue is away, and says which part it is', async () => {
    await app().superuser.query(`ALTER DATABASE "${app().queueDatabase}" ALLOW_CONNECTIONS false`);
    await app().superuser.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      app().queueDatabase,
    ]);
    try {
      const ready = await new Desk(app()).get<object>('/health/ready');
      expect(ready).toMatchObject({ status: 503, body: { database: true, queue: false, objectStore: true } });
      const status = await new Desk(app()).get<object>('/status');
      expect([status.status, status.headers['retry-after']]).toEqual([503, '5']);
    } finally {
      await app().superuser.query(`ALTER DATABASE "${app().queueDatabase}" ALLOW_CONNECTIONS true`);
    }
  });
});
