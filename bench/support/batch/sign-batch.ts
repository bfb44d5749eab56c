import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { samplePdf } from '../../../libs/signature/testing/sample-pdf';
import type { ApiClient } from '../../../src/cli/main-job/api-client';
import { enterOffice, type Office } from '../../../src/cli/main-job/office';
import type { DocumentView } from '../../../src/documents';
import type { BatchView, BookList, QueuePage } from '../../../src/signature-books';

/** As often as a page would ask that has no events; more often, and the looking is a good part of what is measured. */
const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 180_000;
const SENDERS = 4;

export interface SignedBatch {
  /** From opening the batch to its end. */
  readonly seconds: number;
  /** From giving the code to the end. */
  readonly authorised: number;
}

/** Sends so many acts into a book without protocol, waits until they stand in the signer's queue, and signs them at once. */
export async function signBatch(
  url: string,
  folder: string,
  documents: number,
  bytes: number,
): Promise<SignedBatch> {
  const office = await enterOffice(url);
  mkdirSync(folder, { recursive: true });
  await sendAll(office, folder, documents, bytes);
  const tasks = await waitForTasks(office.signer, documents);
  const items = tasks.map(({ taskId, taskVersion, main }) => ({ taskId, taskVersion, sha256: main.sha256 }));
  const started = performance.now();
  const batch = await office.signer.post<BatchView>('/signing-batches', { items });
  // The service waits for what is still being prepared, as it does when the signer types quickly.
  const codeGiven = performance.now();
  await office.signer.post(`/signing-batches/${batch.id}/authorise`, { pin: office.pin });
  await waitForEnd(office.signer, batch.id, documents);
  const ended = performance.now();
  return { seconds: (ended - started) / 1000, authorised: (ended - codeGiven) / 1000 };
}

async function sendAll(office: Office, folder: string, documents: number, bytes: number): Promise<void> {
  const { items } = await office.drafter.get<BookList>('/signature-books');
  const holder = office.book.defaultRoute.find(({ kind }) => kind === 'SIGN')?.holders[0];
  const isHis = ({ withProtocol, defaultRoute }: BookList['items'][number]): boolean =>
    !withProtocol && defaultRoute.some(({ holders }) => holders.some(({ id }) => id === holder?.id));
  const book = items.find(isHis);
  if (!book || !holder) throw new Error('the demo has no book without protocol, or no signer');
  const numbers = Array.from({ length: documents }, (_, index) => index);
  const send = async (): Promise<void> => {
    for (let next = numbers.shift(); next !== undefined; next = numbers.shift()) {
      const file = join(folder, `act-${next}.pdf`);
      writeFileSync(file, samplePdf(`Atto ${next}`, bytes));
      const document = await office.drafter.upload<DocumentView>('/documents?use=act', file);
      await office.drafter.post('/signing-requests', {
        bookId: book.id,
        subject: `Atto numero ${next} da firmare`,
        mainDocumentId: document.id,
        route: [{ kind: 'SIGN', holderIds: [holder.id] }],
        start: true,
      });
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
}

async function waitForTasks(signer: ApiClient, documents: number): Promise<QueuePage['items']> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const found: QueuePage['items'] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: QueuePage = await signer.get(
        `/tasks?kind=SIGN&limit=100${cursor ? `&cursor=${cursor}` : ''}`,
      );
      found.push(...page.items);
      cursor = page.nextCursor;
    }
    if (found.length >= documents) return found.slice(0, documents);
    if (performance.now() > until) throw new Error(`only ${found.length} acts arrived in the queue`);
    await pause(500);
  }
}

async function waitForEnd(signer: ApiClient, id: string, documents: number): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const { state, counts } = await signer.get<BatchView>(`/signing-batches/${id}`);
    if (counts.signed === documents) return;
    if (counts.failed > 0) throw new Error(`${counts.failed} documents were not signed`);
    if (performance.now() > until) throw new Error(`the batch is still ${state}`);
    await pause(LOOK_EVERY_MS);
  }
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((wake) => setTimeout(wake, milliseconds));
}
