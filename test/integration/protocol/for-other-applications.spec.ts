import { createHash } from 'node:crypto';
import type { MadeAccessToken } from '../../../src/organisation/http/access-tokens.schema';
import type { AddedWebhook } from '../../../src/notifications/http/webhooks.schema';
import type { Problem } from '../../../src/platform/http';
import type { DispatchList } from '../../../src/protocol/http/dispatches.schema';
import type { RegistrationDetail, RegistrationPage } from '../../../src/protocol/http/protocol.schema';
import { useApplication } from '../../support/application';
import { eventually } from '../../support/eventually';
import { type Desk, logIn, multipart, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';
import { isGenuine, Receiver } from '../../support/webhook-receiver';

jest.setTimeout(60_000);

interface Told {
  readonly type: string;
  readonly data: { readonly id: string; readonly registrationId?: string };
}

interface Said<T> {
  readonly status: number;
  readonly body: T;
}

/** Another application of the body: it has a token and an address, and nothing else of ours. */
class Program {
  constructor(
    private readonly inject: ReturnType<ReturnType<typeof useApplication>>['api']['inject'],
    private readonly token: string,
  ) {}

  async call<T = Problem>(
    method: 'GET' | 'POST',
    path: string,
    sent: { body?: object; headers?: object } = {},
  ): Promise<Said<T>> {
    const answer = await this.inject({
      method,
      url: `/api/v1/${path}`,
      headers: { authorization: `Bearer ${this.token}`, ...sent.headers },
      ...(sent.body && { payload: sent.body }),
    });
    return { status: answer.statusCode, body: answer.json<T>() };
  }

  /** A file on its way to be attached: what it is told of it is its id. */
  async attached(fileName: string, text: string): Promise<string> {
    const { body, contentType } = multipart(fileName, Buffer.from(text));
    const answer = await this.call<{ id: string }>('POST', 'documents?use=annex', {
      body,
      headers: { 'content-type': contentType },
    });
    expect(answer.status).toBe(201);
    return answer.body.id;
  }
}

describeWith('database', 'protocol for other applications', () => {
  const app = useApplication({
    environment: {
      WEBHOOK_KEY: 'a key of the tests, long enough to be one',
      WEBHOOK_PRIVATE_ADDRESSES: 'true',
    },
  });
  let receiver: Receiver;
  let manager: Desk;
  let program: Program;
  let secret: string;

  beforeAll(async () => {
    receiver = await Receiver.open();
    const administrator = await logIn(app(), PEOPLE.administrator);
    manager = await logIn(app(), PEOPLE.recordsManager);
    const clerk = await logIn(app(), PEOPLE.clerk);
    const { token } = await clerk.must<MadeAccessToken>(
      clerk.post('access-tokens', { name: 'Sportello telematico', days: 30 }),
    );
    program = new Program(app().api.inject.bind(app().api), token);
    ({ secret } = await administrator.must<AddedWebhook>(
      administrator.post('webhooks', {
        name: 'Sportello telematico',
        url: `${receiver.url}/events`,
        events: ['registration.committed', 'registration.annulled', 'dispatch.opened', 'dispatch.moved'],
      }),
    ));
  });

  afterAll(() => receiver.close());

  /** What the program was told of an entry, once each call was found to be genuine. */
  async function toldOf(registrationId: string, type: string): Promise<Told> {
    const found = () =>
      receiver.at('/events').find((call) => {
        const { type: told, data } = JSON.parse(call.body) as Told;
        return told === type && [data.id, data.registrationId].includes(registrationId);
      });
    const call = await eventually(`${type} of ${registrationId}`, () => Promise.resolve(found()));
    expect(isGenuine(call, secret)).toBe(true);
    return JSON.parse(call.body) as Told;
  }

  const registered = async (more: object, key: string) =>
    program.call<RegistrationDetail & Problem>('POST', 'registrations', {
      body: { subject: 'Istanza di accesso dello sportello', classificationCode: '6.1', ...more },
      headers: { 'idempotency-key': key },
    });

  it('a token attaches, registers, hears of it, reads it back and finds it', async () => {
    const [documentId, annexId] = [
      await program.attached('istanza.txt', 'istanza di accesso'),
      await program.attached('delega.txt', 'delega'),
    ];
    const sender = { kind: 'PERSON', name: 'Ninfa', familyName: 'D’Alù' };
    const annexes = [{ documentId: annexId, description: 'Delega', sha256: sha256('delega') }];
    const wanted = { documentId, sender, annexes, means: 'WEB', sha256: sha256('istanza di accesso') };
    const { status, body: entry } = await registered(wanted, 'pratica-2026-000123');
    expect([status, entry.files.map(({ fileName, hash }) => [fileName, hash])]).toEqual([
      201,
      [
        ['istanza.txt', sha256('istanza di accesso')],
        ['delega.txt', sha256('delega')],
      ],
    ]);
    const again = await registered(wanted, 'pratica-2026-000123');
    expect(again.body.number).toBe(entry.number);
    expect((await toldOf(entry.id, 'registration.committed')).data).toEqual({ id: entry.id });
    const read = await program.call<RegistrationDetail>('GET', `registrations/${entry.id}`);
    expect([read.status, read.body.number]).toEqual([200, entry.number]);
    const page = await eventually('the entry in the search', async () => {
      const found = await program.call<RegistrationPage>('GET', 'registrations?search=sportello');
      return found.body.items.find(({ id }) => id === entry.id);
    });
    expect(page).toMatchObject({ number: entry.number, annulled: false });
  });

  it('it asks for an annulment, which the records manager decides, and hears of it', async () => {
    const documentId = await program.attached('doppia.txt', 'doppia');
    const sender = { kind: 'COMPANY', name: 'Acque S.p.A.' };
    const { body: entry } = await registered({ documentId, sender }, 'pratica-2026-000124');
    const asked = await program.call<{ requestId: string }>('POST', `registrations/${entry.id}/annulments`, {
      body: { scope: 'WHOLE', reason: 'Inviata due volte' },
    });
    expect(asked.status).toBe(201);
    const decision = {
      requestIds: [asked.body.requestId],
      granted: true,
      actReference: 'Determina n. 12 del 20/11/2026',
    };
    const notTheirs = await program.call('POST', 'annulments/decisions', { body: decision });
    expect(notTheirs.status).toBe(403);
    await manager.must(manager.post('annulments/decisions', decision));
    await toldOf(entry.id, 'registration.annulled');
    const read = await program.call<RegistrationDetail>('GET', `registrations/${entry.id}`);
    expect(read.body.annulled).toBe(true);
  });

  it('it hears how far what goes out has come, with the entry that it belongs to', async () => {
    const documentId = await program.attached('risposta.txt', 'risposta');
    const recipients = [{ kind: 'PERSON', name: 'Ada', familyName: 'Lovelace' }];
    const { body: entry } = await registered({ direction: 'OUTGOING', documentId, recipients }, 'risposta-1');
    const path = `registrations/${entry.id}/dispatches`;
    expect(
      (await program.call('POST', path, { body: { items: [{ recipient: 0, channel: 'HAND' }] } })).status,
    ).toBe(201);
    await toldOf(entry.id, 'dispatch.opened');
    const [dispatch] = (await program.call<DispatchList>('GET', path)).body.items;
    const record = {
      action: 'RECORD_SENT',
      version: dispatch!.version,
      means: 'A mano',
      on: '2026-01-02',
      proof: 'Ada',
    };
    expect(
      (await program.call('POST', `dispatches/${dispatch!.id}/records`, { body: record })).status,
    ).toBeLessThan(300);
    expect((await toldOf(entry.id, 'dispatch.moved')).data).toEqual({
      id: dispatch!.id,
      registrationId: entry.id,
    });
  });

  it('tells no more than ids: who wants to know asks, with what its token may see', () => {
    const said = receiver.at('/events').map(({ body }) => body);
    expect(said.length).toBeGreaterThan(4);
    for (const text of ['Istanza', 'Ninfa', 'Acque', 'Lovelace', 'Determina'])
      expect(said.join('')).not.toContain(text);
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
