import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { mustAccept } from '@libro-firma/kernel';
import { httpTransport } from './http-transport';
import { publicTransport } from './public-transport';
import type { Transport } from './transport';

const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-type: text/plain\r\n\r\nbene';

/** A service on the loopback interface that keeps connections open, and may lose them. */
class Service {
  readonly connections: Socket[] = [];
  questions = 0;
  /** Closes the connection instead of answering. */
  isMute = false;
  answer = ANSWER;

  private constructor(
    private readonly server: Server,
    readonly host: string,
  ) {}

  static async start(): Promise<Service> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const service = new Service(server, `127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('connection', (socket) => service.serve(socket));
    return service;
  }

  /** As a server does with connections that nobody used for some seconds. */
  closeIdleConnections(): void {
    for (const socket of this.connections) socket.destroy();
  }

  async close(): Promise<void> {
    this.closeIdleConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private serve(socket: Socket): void {
    this.connections.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', () => {
      this.questions += 1;
      if (this.isMute) socket.destroy();
      else socket.write(this.answer);
    });
  }
}

let service: Service;
beforeEach(async () => (service = await Service.start()));
afterEach(() => service.close());

describe.each<[string, (timeoutMilliseconds?: number) => Transport]>([
  ['httpTransport', (timeoutMilliseconds = 30_000) => httpTransport({ timeoutMilliseconds })],
  [
    'publicTransport',
    (timeoutMilliseconds = 30_000) => publicTransport({ exceptions: [service.host], timeoutMilliseconds }),
  ],
])('a connection that %s kept', (_name, transportOf) => {
  const ask = (transport: Transport, body?: Buffer): ReturnType<Transport['send']> =>
    transport.send({ url: `http://${service.host}/`, maxBytes: 100, ...(body && { body }) });

  it.each([
    ['a GET', undefined],
    ['a POST', Buffer.from('domanda')],
  ])('is replaced when the service has closed it meanwhile: %s is asked again', async (_kind, body) => {
    const transport = transportOf();
    expect(mustAccept(await ask(transport, body)).toString()).toBe('bene');
    expect(mustAccept(await ask(transport, body)).toString()).toBe('bene');
    expect(service.connections).toHaveLength(1);
    // Nobody has told the client when the next question goes out in the same turn.
    service.closeIdleConnections();
    expect(mustAccept(await ask(transport, body)).toString()).toBe('bene');
    expect(service.connections).toHaveLength(2);
  });

  it('is replaced once: a service that closes the next one too is told as it is', async () => {
    const transport = transportOf();
    mustAccept(await ask(transport));
    service.isMute = true;
    expect(await ask(transport)).toMatchObject({ refusal: { code: 'NETWORK_ANSWER_BROKEN' } });
    expect(service.questions).toBe(3);
  });

  it('is the only reason to ask twice: one that was new and is closed ends the question', async () => {
    service.isMute = true;
    expect(await ask(transportOf())).toMatchObject({ refusal: { code: 'NETWORK_ANSWER_BROKEN' } });
    expect(service.questions).toBe(1);
  });

  it('does not outlive the time limit with an answer that never ends', async () => {
    service.answer = ANSWER.replace('content-length: 4', 'content-length: 40');
    expect(await ask(transportOf(300))).toMatchObject({ refusal: { code: 'NETWORK_TIMED_OUT' } });
  });
});
