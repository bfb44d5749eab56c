import { randomUUID } from 'node:crypto';
import type { BatchView, BookList, QueuePage, RequestDetail } from '../../src/signature-books';
import type { DocumentView } from '../../src/documents';
import type { Application } from './application';
import { type Answer, type Desk, logIn, PEOPLE, PIN } from './people';
import { aPdf } from './pdfs';

export interface WantedRequest {
  readonly subject?: string;
  readonly main?: Buffer;
  readonly annexes?: readonly {
    readonly fileName: string;
    readonly bytes: Buffer;
    readonly toSign: boolean;
  }[];
  readonly withProtocol?: boolean;
  readonly start?: boolean;
  readonly urgent?: boolean;
}

export const A_RECIPIENT = {
  kind: 'PERSON',
  name: 'Ada',
  familyName: 'Lovelace',
  email: 'ada@example.org',
} as const;

/** Three people of the demo body who get acts signed: one writes, one endorses, one signs. */
export class Office {
  private constructor(
    readonly app: Application,
    readonly drafter: Desk,
    readonly endorser: Desk,
    readonly signer: Desk,
    private readonly books: BookList['items'],
  ) {}

  static async open(app: Application): Promise<Office> {
    const drafter = await logIn(app, PEOPLE.drafter);
    const { items } = await drafter.must<BookList>(drafter.get('signature-books'));
    const books = items.filter((book) => book.office === 'Lavori pubblici');
    return new Office(
      app,
      drafter,
      await logIn(app, PEOPLE.endorser),
      await logIn(app, PEOPLE.signer),
      books,
    );
  }

  book(withProtocol = true): BookList['items'][number] {
    const book = this.books.find((candidate) => candidate.withProtocol === withProtocol);
    if (!book) throw new Error('the demo has no such book');
    return book;
  }

  async uploaded(fileName: string, bytes: Buffer, use: 'act' | 'annex' = 'act'): Promise<DocumentView> {
    return this.drafter.must(this.drafter.upload(`documents?use=${use}`, { fileName, bytes }));
  }

  /** What the drafter sends to have a request written; every part can be replaced. */
  async content(wanted: WantedRequest = {}) {
    const subject = wanted.subject ?? `Lavori di manutenzione ${randomUUID()}`;
    const main = await this.uploaded('atto.pdf', wanted.main ?? (await aPdf(subject)));
    const annexes = await Promise.all(
      (wanted.annexes ?? []).map(async ({ fileName, bytes, toSign }) => ({
        documentId: (await this.uploaded(fileName, bytes, toSign ? 'act' : 'annex')).id,
        toSign,
      })),
    );
    const book = this.book(wanted.withProtocol ?? true);
    return {
      bookId: book.id,
      subject,
      mainDocumentId: main.id,
      annexes,
      route: book.defaultRoute.map((step) => ({
        kind: step.kind,
        holderIds: step.holders.map(({ id }) => id),
      })),
      ...(book.withProtocol && {
        registration: { classificationCode: '6.1', direction: 'OUTGOING', recipients: [A_RECIPIENT] },
      }),
      urgent: wanted.urgent ?? false,
      ...(wanted.urgent && { urgentReason: 'Scade oggi' }),
      start: wanted.start ?? true,
    };
  }

  async written(wanted: WantedRequest = {}): Promise<RequestDetail> {
    return this.drafter.must(this.drafter.post('signing-requests', await this.content(wanted)));
  }

  async read(id: string, desk: Desk = this.drafter): Promise<RequestDetail> {
    return desk.must(desk.get(`signing-requests/${id}`));
  }

  /** Written, checked and on the endorser's desk. */
  async toEndorse(wanted: WantedRequest = {}): Promise<RequestDetail> {
    const { id } = await this.written(wanted);
    await this.app.drain();
    return this.read(id, this.endorser);
  }

  async endorse(request: RequestDetail): Promise<Answer<unknown>> {
    return this.endorser.post(`tasks/${request.myTask!.id}/endorse`, {
      version: request.myTask!.version,
      sha256: request.files[0]!.currentSha256,
      immediate: true,
    });
  }

  /** Written, checked, endorsed and on the signer's desk. */
  async toSign(wanted: WantedRequest = {}): Promise<RequestDetail> {
    const request = await this.toEndorse(wanted);
    await this.endorser.must(this.endorse(request));
    return this.read(request.id, this.signer);
  }

  /** One row of the signer's queue for each request, as a client sends it to have it signed. */
  choose(...requests: readonly RequestDetail[]) {
    return requests.map((request) => ({
      taskId: request.myTask!.id,
      taskVersion: request.myTask!.version,
      sha256: request.files[0]!.currentSha256,
    }));
  }

  async openBatch(...requests: readonly RequestDetail[]): Promise<BatchView> {
    return this.signer.must(this.signer.post('signing-batches', { items: this.choose(...requests) }));
  }

  authorise(batchId: string, pin = PIN): Promise<Answer<BatchView>> {
    return this.signer.post<BatchView>(`signing-batches/${batchId}/authorise`, { pin });
  }

  async batch(id: string): Promise<BatchView> {
    return this.signer.must(this.signer.get(`signing-batches/${id}`));
  }

  /** Signed with the right code, and everything that follows done. */
  async sign(...requests: readonly RequestDetail[]): Promise<BatchView> {
    const { id } = await this.openBatch(...requests);
    await this.signer.must(this.authorise(id));
    await this.signaturesEnd(id);
    return this.batch(id);
  }

  /** Resolves when the process that received the code has given up its lease and nothing is owed. */
  async signaturesEnd(batchId: string): Promise<void> {
    await this.app.leaseEnds(batchId);
    await this.app.drain();
  }

  async queue(desk: Desk = this.signer): Promise<QueuePage> {
    return desk.must(desk.get('tasks?limit=100'));
  }

  async download(id: string, what: string, desk: Desk = this.drafter): Promise<Answer<string>> {
    return desk.get<string>(`signing-requests/${id}/downloads/${what}`);
  }
}
