import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Application } from '../test/support/application';
import { logIn, multipart, PEOPLE } from '../test/support/people';
import type { BenchOptions } from './run';
import { openBenchServer } from './support/bench-server';
import { type Measured, underLoad } from './support/load';
import type { Report } from './support/report';

const FILE_BYTES = 300_000;
const SECONDS = { quick: 3, whole: 15 };

/** How a client reaches one server: with these headers, at this address. */
interface Door {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The whole way of a registration over HTTP, as a clerk's browser goes it: an authenticated upload of 300 kB, then the
 * registration with its number. Beside it a bare node:http that takes the same bytes in as many requests, hashes them and
 * answers: what no framework, login, check or database could be faster than.
 */
export async function run({ isQuick }: BenchOptions, report: Report): Promise<void> {
  const server = await openBenchServer();
  process.env.TEST_DATABASE_SERVER_URL = server.url;
  const app = await Application.start({ worker: false, environment: { LOG_LEVEL: 'silent' } });
  const bare = await openBare();
  try {
    const desk = await logIn(app, PEOPLE.clerk);
    const cookie = Object.entries(desk.cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
    const door = { url: await app.listen(), headers: { cookie, 'x-requested-with': 'bench' } };
    const seconds = isQuick ? SECONDS.quick : SECONDS.whole;
    for (const clients of [1, 8]) {
      await underLoad({ clients, seconds: 1 }, () => register(door)); // the compiler's time is no figure
      const ours = await underLoad({ clients, seconds }, () => register(door));
      const floor = await underLoad({ clients, seconds }, () => register(bare.door));
      tell(report, clients === 1 ? '1 client' : `${clients} clients`, ours, floor);
    }
  } finally {
    bare.close();
    await app.close();
    await server.stop();
  }
}

function tell(report: Report, name: string, ours: Measured, floor: Measured): void {
  for (const [metric, unit, moreIsBetter] of [
    ['throughput', '1/s', true],
    ['p99', 'ms', false],
  ] as const)
    report.figure({
      case: name,
      metric,
      value: ours[metric],
      unit,
      moreIsBetter,
      floor: { name: 'nodeHttp', value: floor[metric] },
      peers: {},
    });
}

async function register({ url, headers }: Door): Promise<void> {
  const upload = multipart('istanza.bin', randomBytes(FILE_BYTES));
  const { id } = await asked<{ id: string }>(
    `${url}/api/v1/documents?use=annex`,
    {
      ...headers,
      'content-type': upload.contentType,
    },
    upload.body,
  );
  const body = Buffer.from(
    JSON.stringify({
      subject: 'Istanza di accesso agli atti',
      sender: { kind: 'PERSON', name: 'Ninfa', familyName: 'D’Alù' },
      classificationCode: '6.1',
      documentId: id,
    }),
  );
  await asked(`${url}/api/v1/registrations`, { ...headers, 'content-type': 'application/json' }, body);
}

async function asked<T>(url: string, headers: Readonly<Record<string, string>>, body: Buffer): Promise<T> {
  const answer = await fetch(url, { method: 'POST', headers: { ...headers }, body: new Uint8Array(body) });
  const text = await answer.text();
  if (answer.status !== 201) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}

async function openBare(): Promise<{ readonly door: Door; close(): void }> {
  const server = createServer((request, response) => {
    const hash = createHash('sha256');
    request.on('data', (part: Buffer) => hash.update(part));
    request.on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: hash.digest('hex') }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { door: { url: `http://127.0.0.1:${port}`, headers: {} }, close: () => void server.close() };
}
