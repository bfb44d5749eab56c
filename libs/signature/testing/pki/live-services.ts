import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  TRANSPORT_FAULTS,
  type CrlFault,
  type OcspFault,
  type TimestampFault,
  type TransportFault,
} from './faults';
import { answerCrl, answerOcsp, answerTimestamp } from './live-answers';
import { createTestPki, type TestPki, type TestPkiOptions } from './test-pki';

const MAX_REQUEST_BYTES = 64 * 1024;
const MORE_THAN_ANYONE_TAKES = 40 * 1024 * 1024;

/** A test PKI with its OCSP, CRL and time-stamping services alive on a port of the loopback interface. */
export class LivePki {
  /** What each service does wrong; undefined is well. May be changed at any moment. */
  readonly faults: { ocsp?: OcspFault; crl?: CrlFault; timestamp?: TimestampFault } = {};
  /** Requests that each service has had. */
  readonly requests = { ocsp: 0, crl: 0, timestamp: 0, issuer: 0 };

  private constructor(
    readonly base: string,
    readonly pki: TestPki,
    private readonly server: Server,
    private readonly now: () => Date,
  ) {}

  /** Starts the services; `now` is the time that they believe it is, the real one by default. */
  static async start(
    options: Omit<TestPkiOptions, 'base' | 'now'> & { readonly now?: () => Date } = {},
  ): Promise<LivePki> {
    const { now = () => new Date(), ...rest } = options;
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const live = new LivePki(base, createTestPki({ ...rest, base, now: now() }), server, now);
    server.on('request', (request, response) => {
      live.serve(request, response).catch(() => response.destroy());
    });
    return live;
  }

  get timestampUrl(): string {
    return `${this.base}/timestamp`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [service = '', name = ''] = new URL(request.url ?? '/', 'http://localhost').pathname
      .split('/')
      .slice(1);
    const authority = name === 'root' ? this.pki.root : this.pki.intermediate;
    const body = await readBody(request);
    const counted = ['ocsp', 'crl', 'timestamp', 'issuer'] as const;
    const kind = counted.find((one) => one === service);
    if (kind) this.requests[kind] += 1;
    const { faults } = this;
    if (kind === 'ocsp') {
      const asked = request.method === 'GET' ? fromPath(request) : body;
      send(response, 'application/ocsp-response', faults.ocsp, () =>
        answerOcsp(authority, asked, this.now(), faults.ocsp),
      );
    } else if (kind === 'crl') {
      send(response, 'application/pkix-crl', faults.crl, () =>
        answerCrl(this.pki, authority, this.now(), faults.crl),
      );
    } else if (kind === 'timestamp') {
      send(response, 'application/timestamp-reply', faults.timestamp, () =>
        answerTimestamp(this.pki, body, this.now(), faults.timestamp),
      );
    } else if (kind === 'issuer') {
      send(response, 'application/pkix-cert', undefined, () => authority.holder.certificate);
    } else response.writeHead(404).end();
  }
}

/** The request of OCSP over GET (RFC 6960 §A.1). */
function fromPath(request: IncomingMessage): Buffer {
  const text = (request.url ?? '').split('/').slice(3).join('/');
  return Buffer.from(decodeURIComponent(text), 'base64');
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_REQUEST_BYTES) throw new Error('the request is too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function send(response: ServerResponse, type: string, fault: string | undefined, answer: () => Buffer): void {
  const transport = TRANSPORT_FAULTS.find((one) => one === fault);
  if (transport) {
    sendFault(response, type, transport);
    return;
  }
  const bytes = answer();
  response.writeHead(200, { 'content-type': type, 'content-length': bytes.length }).end(bytes);
}

function sendFault(response: ServerResponse, type: string, fault: TransportFault): void {
  switch (fault) {
    case 'HANGS':
      return;
    case 'BREAKS_OFF':
      response.writeHead(200, { 'content-type': type, 'content-length': 5000 });
      response.write(Buffer.alloc(100, 0x30), () => response.destroy());
      return;
    case 'HTTP_500':
      response.writeHead(500, { 'content-type': 'text/plain' }).end('out of order');
      return;
    case 'HTTP_401':
      response.writeHead(401, { 'www-authenticate': 'Basic realm="TSA"' }).end();
      return;
    case 'HTML_PAGE':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in to the network</html>');
      return;
    case 'GARBAGE':
      response.writeHead(200, { 'content-type': type }).end(Buffer.alloc(2000, 0xa5));
      return;
    case 'EMPTY':
      response.writeHead(200, { 'content-type': type }).end();
      return;
    case 'TOO_LARGE':
      response.writeHead(200, { 'content-type': type }).end(Buffer.alloc(MORE_THAN_ANYONE_TAKES, 0x30));
      return;
    case 'REDIRECTS':
      response.writeHead(302, { location: `?${Date.now()}` }).end();
  }
}
