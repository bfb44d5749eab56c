import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Report } from './report';

const LIST = /_TSL_IT\.xml$/;

interface Answer {
  readonly faults: readonly string[];
  readonly firstMs: number;
  readonly againMs: number;
}

/** The Italian list, in a thread that begins with nothing; it is a file of others, and the case is left out without it. */
export async function reportTrustedList(report: Report): Promise<void> {
  const folder = join(process.env.CORPUS_DIR ?? join(process.cwd(), '..', 'shared', 'corpus'), 'trustedlist');
  const name = existsSync(folder) ? readdirSync(folder).find((one) => LIST.test(one)) : undefined;
  if (name === undefined) {
    report.note('absent file: the Italian trusted list (CORPUS_DIR/trustedlist/…_TSL_IT.xml)');
    return;
  }
  const bytes = readFileSync(join(folder, name));
  const started = performance.now();
  const { faults, firstMs, againMs } = await answerOf(bytes);
  const wholeMs = performance.now() - started;
  // The list stands where the list of lists should: refused for that alone, its signature holds.
  if (faults.some((fault) => fault.startsWith('SIGNATURE') || fault.startsWith('NOT_SIGNED')))
    throw new Error(`the list is ${faults.join(', ')}`);
  const figures = { 'with the thread': wholeMs, 'in the thread': firstMs, 'known by digest': againMs };
  for (const [metric, milliseconds] of Object.entries(figures))
    report.figure({
      case: `trusted list, ${(bytes.length / 1e6).toFixed(1)} MB`,
      metric,
      value: milliseconds / 1000,
      unit: 's',
      moreIsBetter: false,
    });
}

function answerOf(bytes: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(require.resolve('./list-worker'), { workerData: bytes });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
