import type { DemoLogins } from '../../organisation';
import type { BatchView, BookList, QueuePage, RequestDetail } from '../../signature-books';
import type { DocumentView } from '../../documents';
import { ApiClient, Refused } from './api-client';

const LOOK_EVERY_MS = 250;
const PATIENCE_MS = 300_000;
const SIGNATURES_PER_BATCH = 200;
const FINAL = ['ARCHIVED', 'CANCELLED'];

/** Three people of the demo body who do the main job together: one asks, one endorses, one signs. */
export interface Office {
  readonly drafter: ApiClient;
  readonly endorser: ApiClient;
  readonly signer: ApiClient;
  readonly book: BookList['items'][number];
  readonly pin: string;
}

export async function enterOffice(url: string): Promise<Office> {
  const { items, pin } = await new ApiClient(url).get<DemoLogins>('/demo-logins');
  const asPerson = async (fullName: string): Promise<ApiClient> => {
    const login = items.find((item) => item.fullName === fullName);
    if (!login) throw new Error(`nobody of the demo is called ${fullName}`);
    const client = new ApiClient(url);
    await client.logIn(login.username, login.password);
    return client;
  };
  const drafterLogin = items.find((item) => item.roles.includes('drafter'));
  if (!drafterLogin) throw new Error('the demo has no drafter');
  const drafter = await asPerson(drafterLogin.fullName);
  const books = await drafter.get<BookList>('/signature-books');
  const book = books.items.find((item) => item.withProtocol && item.defaultRoute.length > 1);
  const holder = (kind: 'ENDORSE' | 'SIGN'): string =>
    book?.defaultRoute.find((step) => step.kind === kind)?.holders[0]?.fullName ?? '';
  if (!book) throw new Error('the demo has no book with endorsement and protocol');
  return {
    drafter,
    endorser: await asPerson(holder('ENDORSE')),
    signer: await asPerson(holder('SIGN')),
    book,
    pin,
  };
}

/** Uploads the act and sends it into the book's usual route. */
export async function sendForSignature(
  { drafter, book }: Office,
  file: string,
  subject: string,
): Promise<RequestDetail> {
  const document = await drafter.upload<DocumentView>('/documents?use=act', file);
  return drafter.post<RequestDetail>('/signing-requests', {
    bookId: book.id,
    subject,
    mainDocumentId: document.id,
    route: book.defaultRoute.map((step) => ({
      kind: step.kind,
      holderIds: step.holders.map((holder) => holder.id),
    })),
    registration: {
      classificationCode: '1.1',
      direction: 'OUTGOING',
      recipients: [{ kind: 'PERSON', name: 'Maria', familyName: 'Dell’Orto' }],
    },
    start: true,
  });
}

/** Waits until `arrived` says so; fails when the request comes back or nothing moves for too long. */
export async function follow(
  client: ApiClient,
  id: string,
  arrived: (request: RequestDetail) => boolean,
): Promise<RequestDetail> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const request = await client.get<RequestDetail>(`/signing-requests/${id}`);
    if (arrived(request)) return request;
    const [failure] = request.checkFailures;
    if (failure)
      throw new Refused(422, {
        code: failure.code,
        title: failure.text,
        remedy: failure.remedy ?? undefined,
      });
    if (request.blocked) throw new Refused(409, { code: request.blocked.code, title: request.blocked.text });
    if (FINAL.includes(request.state)) throw new Error(`the request ended as ${request.state}`);
    if (Date.now() > until)
      throw new Error(`the request is still ${request.state} after ${PATIENCE_MS / 1000} s`);
    await pause();
  }
}

export async function endorse({ drafter, endorser }: Office, requestId: string): Promise<void> {
  // Until the checks are passed the endorser has no task, and so does not see the request.
  await follow(drafter, requestId, (candidate) => candidate.state === 'IN_ROUTE');
  const request = await follow(endorser, requestId, (candidate) => candidate.myTask !== null);
  const sha256 = request.files[0]?.currentSha256;
  await endorser.post(`/tasks/${request.myTask?.id ?? ''}/endorse`, {
    version: request.myTask?.version,
    sha256,
    immediate: true,
  });
}

/** Signs with one code for each batch of 200; returns what was not signed, by request, with its reason. */
export async function signAll(
  { signer, pin }: Office,
  requestIds: readonly string[],
): Promise<Map<string, Refused>> {
  const wanted = new Set(requestIds);
  const refused = new Map<string, Refused>();
  while (wanted.size > 0) {
    const page = await queueOf(signer, wanted);
    if (page.length === 0) throw new Error('an act that is to be signed is in nobody’s queue');
    const opened = await signer.post<BatchView>('/signing-batches', {
      items: page.map((item) => ({
        taskId: item.taskId,
        taskVersion: item.taskVersion,
        sha256: item.main.sha256,
      })),
    });
    const batch = await authorise(signer, opened.id, pin);
    for (const item of batch.items) {
      wanted.delete(item.requestId);
      if (item.failure)
        refused.set(item.requestId, new Refused(422, { code: item.failure.code, title: item.failure.text }));
    }
  }
  return refused;
}

async function authorise(signer: ApiClient, batchId: string, pin: string): Promise<BatchView> {
  for (;;) {
    const batch = await signer.get<BatchView>(`/signing-batches/${batchId}`);
    if (batch.state !== 'OPEN' && batch.state !== 'RUNNING') return batch;
    if (batch.codeNeeded) {
      await signer.post(`/signing-batches/${batchId}/authorise`, { pin }).catch((fault: unknown) => {
        // Between reading and asking, the signatures may have been made, or their preparation have failed.
        if (!(fault instanceof Refused && fault.status === 409)) throw fault;
      });
    }
    await pause();
  }
}

async function queueOf(signer: ApiClient, wanted: ReadonlySet<string>): Promise<QueuePage['items']> {
  const found: QueuePage['items'] = [];
  let cursor: string | null = '';
  while (cursor !== null && found.length < SIGNATURES_PER_BATCH) {
    const page: QueuePage = await signer.get(
      `/tasks?kind=SIGN&limit=100${cursor ? `&cursor=${cursor}` : ''}`,
    );
    found.push(...page.items.filter((item) => wanted.has(item.requestId) && item.state !== 'SIGNING'));
    cursor = page.nextCursor;
  }
  return found.slice(0, SIGNATURES_PER_BATCH);
}

async function pause(): Promise<void> {
  await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
}
