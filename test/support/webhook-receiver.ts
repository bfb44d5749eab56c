import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Another application's server: keeps what it hears and answers as it is told to. */
export class Receiver {
  readonly heard: Heard[] = [];
  answer = 200;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(): Promise<Receiver> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        if (request.url === '/silent') return; // takes the call, and never answers
        const { url = '', headers } = request;
        receiver.heard.push({ path: url, headers, body: Buffer.concat(parts).toString() });
        response
          .writeHead(receiver.answer, receiver.answer === 302 ? { location: '/elsewhere' } : {})
          .end('thanks');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const receiver = new Receiver(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return receiver;
  }

  at(path: string): Heard[] {
    return this.heard.filter((call) => call.path === path);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** As a receiver checks it, by the convention's own text. */
export function isGenuine({ headers, body }: Heard, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return timingSafeEqual(Buffer.from(expected), Buffer.from(String(headers['webhook-signature'])));
}
