import { parentPort, workerData } from 'node:worker_threads';
import { assembleLists } from '@libro-firma/trust';
import { xmlEngine } from '@libro-firma/xml';

interface Answer {
  readonly faults: readonly string[];
  readonly firstMs: number;
  readonly againMs: number;
}

/**
 * One trusted list read and its signature verified in a thread, twice. There is no list of lists: the answer about trust is
 * no; what took time is done all the same, and a list whose signature is broken says so.
 */
async function answer(bytes: Buffer): Promise<Answer> {
  const started = performance.now();
  const engine = await xmlEngine();
  const input = { listOfLists: bytes, pivots: [], lists: [bytes], journalCertificates: [], at: new Date() };
  const { refused } = assembleLists(input, engine);
  const firstMs = performance.now() - started;
  const restarted = performance.now();
  assembleLists(input, engine);
  return {
    faults: refused.map(({ fault }) => fault),
    firstMs,
    againMs: performance.now() - restarted,
  };
}

void answer(Buffer.from(workerData as Uint8Array)).then((found) => parentPort?.postMessage(found));
