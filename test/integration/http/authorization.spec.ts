import type { OpenAPIObject } from '@nestjs/swagger';
import { newId } from '@libro-firma/kernel';
import { ROLES, type Role } from '../../../src/organisation';
import { RouteCheck } from '../../../src/platform/http/route-check';
import { type PermissionDefinition } from '../../../src/platform/identity';
import { useApplication } from '../../support/application';
import { Desk, appoint, logIn } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

/** Open to whoever comes. A route that is added to these is a decision: it is written here by hand. */
const PUBLIC = [
  'GET /status',
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'GET /c',
  'GET /c/{code}',
  'GET /public.css',
  'GET /privacy',
  'GET /accessibility',
  'POST /api/v1/session',
  'DELETE /api/v1/session',
  'GET /api/v1/demo-logins',
];

/** All that those who keep the house running may reach: nothing that leads to a document. */
const WITHOUT_DOCUMENTS = [
  'DELETE /api/v1/access-tokens/{id}',
  'GET /api/v1/access-tokens',
  'GET /api/v1/classification-plan',
  'GET /api/v1/events',
  'GET /api/v1/notifications',
  'GET /api/v1/notifications/preferences',
  'GET /api/v1/notifications/unread',
  'PUT /api/v1/notifications/preferences',
  'GET /api/v1/organisation',
  'GET /api/v1/people',
  'GET /api/v1/session',
  'GET /api/v1/tasks/summary',
  'POST /api/v1/access-tokens',
  'POST /api/v1/notifications/read-all',
  'POST /api/v1/notifications/{id}/read',
];

/** What the administrator may reach besides: programs with a token, by name, and who is told of what by ids. */
const OF_ADMINISTRATOR = [
  'DELETE /api/v1/access-tokens/of-everybody/{id}',
  'GET /api/v1/access-tokens/of-everybody',
  'DELETE /api/v1/webhooks/{id}',
  'GET /api/v1/webhooks',
  'GET /api/v1/webhooks/{id}/calls',
  'POST /api/v1/webhooks',
  'POST /api/v1/webhooks/{id}/calls/{callId}/send',
  // Powers are entered from the body's act, and lead to no document.
  'GET /api/v1/powers',
  'GET /api/v1/powers/cover',
  'POST /api/v1/absences',
  'POST /api/v1/absences/{id}/end',
  'POST /api/v1/delegations',
  'POST /api/v1/delegations/{id}/revoke',
  'PUT /api/v1/substitutes',
];

interface Door {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly allowed: readonly PermissionDefinition[] | 'everybody';
}

describeWith('database', 'the doors of the service', () => {
  const app = useApplication({ worker: false });
  const desks = new Map<Role, Desk>();
  let doors: Door[] = [];
  let url = '';

  beforeAll(async () => {
    url = await app().listen();
    for (const role of ROLES) {
      await appoint(app(), { username: `prova.${role}`, roles: [role], officeCode: 'LLPP' });
      desks.set(role, await logIn(app(), `prova.${role}`));
    }
    doors = await everyDoor();
  });

  /** From the description of the API and the declarations in the code: neither may know of a route alone. */
  async function everyDoor(): Promise<Door[]> {
    const { body } = await new Desk(app()).get<OpenAPIObject>('/api/openapi.json');
    const declared = new Map(
      app()
        .api.get(RouteCheck)
        .routes()
        .map((route) => [`${route.controller}_${route.handler}`, route.allowed]),
    );
    const described = Object.entries(body.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        id: (operation as { operationId: string }).operationId,
        path,
        method: method.toUpperCase(),
      })),
    );
    expect(described.map(({ id }) => id).sort()).toEqual([...declared.keys()].sort());
    return described.map(({ id, path, method }) => ({
      name: `${method} ${path}`,
      method,
      path: path.replaceAll('{number}', '1').replaceAll(/\{\w+\}/g, () => newId()),
      allowed: declared.get(id) as Door['allowed'],
    }));
  }

  /** On a real socket: a stream of events never ends, but says at once whether it lets anybody in. */
  async function knock({ method, path }: Door, desk?: Desk): Promise<number> {
    const cookie = Object.entries(desk?.cookies ?? {}).map(([name, value]) => `${name}=${value}`);
    const hasBody = method === 'POST' || method === 'PUT';
    const answer = await fetch(url + path, {
      method,
      headers: {
        'x-requested-with': 'test',
        ...(hasBody && { 'content-type': 'application/json' }),
        ...(cookie.length > 0 && { cookie: cookie.join('; ') }),
      },
      ...(hasBody && { body: '{}' }),
    });
    await answer.body?.cancel();
    return answer.status;
  }

  const isPublic = (door: Door) => door.allowed === 'everybody';

  it('open without a login are those that are written here, and no other', () => {
    const open = doors.filter(isPublic).map((door) => door.name);
    expect(open.filter((name) => !PUBLIC.includes(name))).toEqual([]);
    expect(doors.length).toBeGreaterThan(30);
  });

  it('stay shut for whoever has not logged in', async () => {
    const answers = await Promise.all(doors.map(async (door) => [door.name, await knock(door)] as const));
    const letIn = answers.filter(([, status]) => status !== 401).map(([name]) => name);
    expect(letIn.sort()).toEqual(
      doors
        .filter(isPublic)
        .map((door) => door.name)
        .sort(),
    );
  });

  it('stay shut for a login that was made up, and for one that has ended', async () => {
    const door = doors.find(({ name }) => name === 'GET /api/v1/session')!;
    expect(await knock(door, new Desk(app(), { libro_firma_session: 'A'.repeat(43) }))).toBe(401);
    await appoint(app(), { username: 'prova.uscente', roles: ['drafter'], officeCode: 'LLPP' });
    const leaving = await logIn(app(), 'prova.uscente');
    expect(await knock(door, leaving)).toBe(200);
    await leaving.delete('session');
    expect(await knock(door, leaving)).toBe(401);
    const late = await logIn(app(), 'prova.uscente');
    await app().superuser.query(`UPDATE session SET expires_at = now() - interval '1 second'
       WHERE person_id = (SELECT id FROM person WHERE username = 'prova.uscente')`);
    expect(await knock(door, late)).toBe(401);
  });

  it.each(ROLES)('let a %s in where the permission says so, and nowhere else', async (role) => {
    const expected: [string, boolean][] = [];
    const seen: [string, boolean][] = [];
    for (const door of doors) {
      if (door.allowed === 'everybody') continue;
      const mayPass = door.allowed.some(({ roles }) => roles.includes('*') || roles.includes(role));
      const status = await knock(door, desks.get(role));
      expected.push([door.name, mayPass]);
      seen.push([door.name, status !== 403]);
      expect([door.name, status]).not.toEqual([door.name, 401]);
      expect([door.name, status]).not.toEqual([door.name, 500]);
    }
    expect(seen).toEqual(expected);
  });

  it.each([
    ['administrator', [...WITHOUT_DOCUMENTS, ...OF_ADMINISTRATOR]],
    ['operator', WITHOUT_DOCUMENTS],
  ] as const)('lead an %s to no document', async (role, allowed) => {
    const open: string[] = [];
    for (const door of doors) {
      if (door.allowed === 'everybody') continue;
      if ((await knock(door, desks.get(role))) !== 403) open.push(door.name);
    }
    expect(open.sort()).toEqual([...allowed].sort());
  });

  it('cannot be opened from a page of another site', async () => {
    const desk = desks.get('drafter')!;
    for (const door of doors.filter(({ method }) => !['GET', 'HEAD'].includes(method))) {
      const cookie = Object.entries(desk.cookies).map(([name, value]) => `${name}=${value}`);
      const answer = await fetch(url + door.path, {
        method: door.method,
        headers: { cookie: cookie.join('; ') },
      });
      const body = (await answer.json()) as { code: string };
      expect([door.name, answer.status, body.code]).toEqual([door.name, 403, 'IDENTITY_FOREIGN_ORIGIN']);
    }
  });
});
