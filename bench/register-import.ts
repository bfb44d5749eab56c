import { createWriteStream, openAsBlob, rmSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LoadImports } from '../src/protocol/application/register-start/load-imports.use-case';
import type { RegisterStartView } from '../src/protocol/http/register-start/register-start.schema';
import { Application } from '../test/support/application';
import { type Desk, logIn, PEOPLE } from '../test/support/people';
import type { BenchOptions } from './run';
import { openBenchServer } from './support/bench-server';
import type { Report } from './support/report';

const ROWS = { quick: 20_000, whole: 1_000_000 };
const PER_YEAR = 100_000;
const LAST_YEAR = 2025;
const MEGABYTE = 1024 * 1024;
const WORDS =
  'istanza accesso atti manutenzione strada acquedotto permesso costruire tributo ricorso scuola verde'.split(
    ' ',
  );

/** An old register as it comes: uploaded by HTTP, read by the job, its report sealed; every tenth entry lacks its hash. */
export async function run({ isQuick }: BenchOptions, report: Report): Promise<void> {
  const rows = isQuick ? ROWS.quick : ROWS.whole;
  const server = await openBenchServer();
  process.env.TEST_DATABASE_SERVER_URL = server.url;
  const app = await Application.start({ worker: false, environment: { LOG_LEVEL: 'silent' } });
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-import-'));
  try {
    const file = join(folder, 'registro.csv');
    await pipeline(Readable.from(csv(rows)), createWriteStream(file));
    const manager = await logIn(app, PEOPLE.recordsManager);
    await send(await app.listen(), manager, file);
    const name = `${rows} rows`;
    const peak = watchMemory();
    const begin = performance.now();
    await app.api.get(LoadImports).execute();
    const seconds = (performance.now() - begin) / 1000;
    const [taken] = (await manager.must<RegisterStartView>(manager.get('register-start'))).imports;
    if (taken?.state !== 'SEALED' || taken.taken !== rows) throw new Error(JSON.stringify(taken));
    report.figure({
      case: name,
      metric: 'throughput',
      value: rows / seconds,
      unit: 'rows/s',
      moreIsBetter: true,
    });
    report.figure({ case: name, metric: 'peakMemory', value: peak(), unit: 'MB', moreIsBetter: false });
  } finally {
    rmSync(folder, { recursive: true });
    await app.close();
    await server.stop();
  }
}

async function send(url: string, { cookies }: Desk, path: string): Promise<void> {
  const form = new FormData();
  form.set('file', await openAsBlob(path), 'registro.csv');
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
  const headers = { cookie, 'x-requested-with': 'bench' };
  const answer = await fetch(`${url}/api/v1/register-imports`, { method: 'POST', headers, body: form });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
}

function* csv(rows: number): Generator<string> {
  yield 'numero;anno;data;ora;tipo;oggetto;mittente;destinatario;classificazione;impronta\r\n';
  for (let begin = 0; begin < rows; begin += 1_000)
    yield Array.from({ length: Math.min(1_000, rows - begin) }, (_, place) => line(begin + place)).join('');
}

function line(place: number): string {
  const year = LAST_YEAR - Math.floor(place / PER_YEAR);
  const number = (place % PER_YEAR) + 1;
  const day = `${year}-${pad((number % 12) + 1)}-${pad((number % 28) + 1)}`;
  const words = Array.from({ length: 9 }, (_, at) => WORDS[(number * (at + 3)) % WORDS.length]).join(' ');
  const hash = number % 10 === 0 ? '' : number.toString(16).padStart(64, '0');
  return `${number};${year};${day};10:${pad(number % 60)};${'EUI'[number % 3]};"${words} n. ${number}";Ditta ${number % 5_000};Ufficio ${number % 40};6.1;${hash}\r\n`;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/** Most resident memory of this process since it was asked for, in megabytes. */
function watchMemory(): () => number {
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 100);
  return () => {
    clearInterval(timer);
    return most / MEGABYTE;
  };
}
