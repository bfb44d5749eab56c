import type {
  AddedWebhook,
  WebhookCallList,
  WebhookList,
} from '../../../src/notifications/http/webhooks.schema';
import { useApplication } from '../../support/application';
import { eventually } from '../../support/eventually';
import { Office } from '../../support/office';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';
import { isGenuine, Receiver } from '../../support/webhook-receiver';

jest.setTimeout(60_000);

describeWith('database', 'a webhook', () => {
  const app = useApplication({
    environment: {
      WEBHOOK_KEY: 'a key of the tests, long enough to be one',
      WEBHOOK_PRIVATE_ADDRESSES: 'true',
    },
  });
  let receiver: Receiver;
  let administrator: Desk;
  let office: Office;

  beforeAll(async () => {
    receiver = await Receiver.open();
    administrator = await logIn(app(), PEOPLE.administrator);
    office = await Office.open(app());
  });

  afterAll(() => receiver.close());

  beforeEach(() => {
    receiver.answer = 200;
  });

  const add = async (path: string, events: string[]) => {
    const wanted = { name: 'Gestionale', url: receiver.url + path, events };
    return (await administrator.post<AddedWebhook>('webhooks', wanted)).body;
  };
  const callsOf = async (id: string) =>
    (await administrator.get<WebhookCallList>(`webhooks/${id}/calls`)).body.items;

  it('is called once for each thing that it asked for, signed, with ids and no content', async () => {
    const subject = 'Ordinanza riservata sulla viabilità';
    const { secret, id } = await add('/once', ['signing-request.registered', 'registration.committed']);
    const request = await office.toSign({ subject });
    await office.sign(request);
    await eventually('two calls', () => Promise.resolve(receiver.at('/once').length === 2));
    const calls = receiver.at('/once');
    const told = calls.map((call) => JSON.parse(call.body) as { type: string; data: { id: string } });
    expect(told.map(({ type }) => type).sort()).toEqual([
      'registration.committed',
      'signing-request.registered',
    ]);
    const { registrationId } = await office.read(request.id);
    expect(told.find(({ type }) => type === 'signing-request.registered')?.data).toEqual({
      id: request.id,
      registrationId,
    });
    for (const call of calls) {
      expect(isGenuine(call, secret)).toBe(true);
      expect(isGenuine({ ...call, body: call.body.replace('2', '3') }, secret)).toBe(false);
      expect(call.body).not.toContain('viabilità');
    }
    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
    await eventually('both outcomes', async () =>
      (await callsOf(id)).every((call) => call.deliveredAt !== null),
    );
    expect((await callsOf(id)).map(({ outcome, tries }) => [outcome, tries])).toEqual([
      ['200', 1],
      ['200', 1],
    ]);
  });

  it('that fails is called again under the same id, until it answers', async () => {
    receiver.answer = 503;
    const { id } = await add('/again', ['signing-request.started']);
    await office.toSign();
    await eventually('a failure', async () => (await callsOf(id))[0]?.outcome === '503');
    receiver.answer = 204;
    app().clock.advance(6_000);
    await eventually('a delivery', async () => (await callsOf(id))[0]?.deliveredAt);
    const ids = receiver.at('/again').map(({ headers }) => headers['webhook-id']);
    expect(ids.length).toBeGreaterThanOrEqual(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('that goes on failing is given up, and sent again when a person says so', async () => {
    receiver.answer = 500;
    const { id } = await add('/never', ['signing-request.started']);
    await office.toSign();
    for (let tries = 1; tries <= 8; tries += 1) {
      await eventually(`try ${tries}`, async () => {
        const [call] = await callsOf(id);
        return call?.tries === tries && call.outcome === '500' && receiver.at('/never').length === tries;
      });
      const soon = (await callsOf(id))[0]?.nextTryAt;
      if (!soon) break;
      app().clock.advance(25 * 3_600_000); // past every login
      administrator = await logIn(app(), PEOPLE.administrator);
    }
    const [call] = await callsOf(id);
    expect(call).toMatchObject({ tries: 8, nextTryAt: null, deliveredAt: null });
    receiver.answer = 200;
    expect((await administrator.post(`webhooks/${id}/calls/${call!.id}/send`, {})).status).toBe(202);
    await eventually('a delivery', async () => (await callsOf(id))[0]?.deliveredAt);
    const twice = await administrator.post(`webhooks/${id}/calls/${call!.id}/send`, {});
    expect([twice.status, twice.body.code]).toEqual([409, 'NOTIFICATIONS_CALL_NOT_TO_BE_SENT']);
    office = await Office.open(app());
  });

  // Complaint 26 of users of other signature books.
  it('that never answers keeps no other from hearing, and what it was to hear is done all the same', async () => {
    const silent = await add('/silent', ['signing-request.started']);
    await add('/quick', ['signing-request.started']);
    await office.toSign();
    const request = await office.toSign();
    await eventually('both told', () => Promise.resolve(receiver.at('/quick').length === 2));
    expect((await callsOf(silent.id)).every(({ deliveredAt }) => deliveredAt === null)).toBe(true);
    expect(request.state).toBe('IN_ROUTE');
    await administrator.delete(`webhooks/${silent.id}`);
  });

  it('follows no redirect', async () => {
    receiver.answer = 302;
    const { id } = await add('/moved', ['signing-request.started']);
    await office.toSign();
    await eventually('an outcome', async () => (await callsOf(id))[0]?.outcome === '302');
    expect(receiver.at('/elsewhere')).toEqual([]);
    await administrator.delete(`webhooks/${id}`);
  });

  it('that was removed is called no more, and is in the list no more', async () => {
    const { id } = await add('/removed', ['signing-request.started']);
    expect((await administrator.delete(`webhooks/${id}`)).status).toBe(200);
    await office.toSign();
    await app().drain();
    expect(receiver.at('/removed')).toEqual([]);
    const { body } = await administrator.get<WebhookList>('webhooks');
    expect(body.items.map((webhook) => webhook.id)).not.toContain(id);
    expect((await administrator.delete(`webhooks/${id}`)).status).toBe(404);
  });

  it('keeps its secret out of the database, the journal and the log', async () => {
    const { secret, id } = await add('/secret', ['signing-request.archived']);
    const { rows } = await app().superuser.query<{ all: string }>(
      `SELECT (SELECT row_to_json(w)::text FROM webhook w WHERE id = $1)
           || (SELECT string_agg(payload::text, '') FROM journal_entry WHERE stream = 'webhook') AS all`,
      [id],
    );
    for (const place of [rows[0]!.all, app().log.lines.join('')]) {
      expect(place).not.toContain(secret);
      expect(place).not.toContain(secret.replace('whsec_', ''));
    }
  });

  it.each([
    [{ url: 'ftp://example.org/x' }, 'NOTIFICATIONS_WEBHOOK_ADDRESS_NOT_ADMITTED'],
    [{ url: 'https://user:secret@example.org/x' }, 'NOTIFICATIONS_WEBHOOK_ADDRESS_NOT_ADMITTED'],
    [{ url: 'nowhere' }, 'HTTP_INPUT_NOT_AS_DESCRIBED'],
    [{ events: [] }, 'HTTP_INPUT_NOT_AS_DESCRIBED'],
    [{ events: ['session.opened'] }, 'HTTP_INPUT_NOT_AS_DESCRIBED'],
  ])('is refused with %j', async (wrong, code) => {
    const right = { name: 'Prova', url: 'https://example.org/x', events: ['signing-request.signed'] };
    const answer = await administrator.post('webhooks', { ...right, ...wrong });
    expect([answer.status, answer.body.code]).toEqual([422, code]);
  });
});

describeWith('database', 'a webhook that names the inner network', () => {
  const app = useApplication({ environment: { WEBHOOK_KEY: 'a key of the tests, long enough to be one' } });
  let receiver: Receiver;

  beforeAll(async () => {
    receiver = await Receiver.open();
  });

  afterAll(() => receiver.close());

  it('is not called, by address or by name', async () => {
    const administrator = await logIn(app(), PEOPLE.administrator);
    const { port } = new URL(receiver.url);
    const plain = { name: 'Prova', url: receiver.url, events: ['signing-request.started'] };
    expect((await administrator.post('webhooks', plain)).body.code).toBe(
      'NOTIFICATIONS_WEBHOOK_ADDRESS_NOT_ADMITTED',
    );
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '169.254.169.254'])
      await administrator.post('webhooks', { ...plain, url: `https://${host}:${port}/` });
    await (await Office.open(app())).toSign();
    const { body } = await administrator.get<WebhookList>('webhooks');
    expect(body.items).toHaveLength(4);
    for (const { id } of body.items)
      await eventually('an outcome', async () => {
        const calls = await administrator.get<WebhookCallList>(`webhooks/${id}/calls`);
        return calls.body.items[0]?.outcome === 'PRIVATE_ADDRESS';
      });
    expect(receiver.heard).toEqual([]);
  });
});

describeWith('database', 'without a key for secrets', () => {
  const app = useApplication({ worker: false });

  it('there are no webhooks', async () => {
    const administrator = await logIn(app(), PEOPLE.administrator);
    const wanted = { name: 'Prova', url: 'https://example.org/', events: ['signing-request.signed'] };
    const answer = await administrator.post('webhooks', wanted);
    expect([answer.status, answer.body.code]).toEqual([503, 'NOTIFICATIONS_WEBHOOKS_NOT_CONFIGURED']);
  });
});
