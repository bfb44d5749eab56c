import { join } from 'node:path';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from '../../platform/observability/logger';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { SideThread } from '../../platform/threads';
import type { TextChange } from '../infrastructure/texts/compare-texts';
import type { FileText } from '../infrastructure/texts/read-pdf-text';
import type { TextAnswer, TextOrder } from '../infrastructure/texts/text-thread';

/** The longest that one file, or one comparison, may take. */
const LONGEST_MS = 20_000;
/** Who asks while so many wait is told that the text cannot be read now. */
const MOST_WAITING = 50;

export type TextComparison =
  | { readonly outcome: 'SAME' | 'NO_TEXT' | 'TOO_DIFFERENT' }
  | { readonly outcome: 'CHANGED'; readonly changes: readonly TextChange[] };

/**
 * The words of PDF files, read one file after the other in a thread beside the process. What cannot be read, or not in
 * time, has no text: that is no fault of whoever asks.
 */
@Injectable()
export class DocumentTexts implements OnModuleDestroy {
  private readonly thread = new SideThread<TextOrder, TextAnswer>(
    join(__dirname, '..', 'infrastructure'),
    join('texts', 'text-thread'),
  );
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Null where there is none: no PDF, a scan, a file that is damaged or too large. */
  async of(sha256: string): Promise<FileText | null> {
    const copy = await this.store.localCopy(sha256);
    try {
      const text = await this.inTurn({ read: copy.path });
      return 'pages' in text && text.pages.some((page) => page.trim() !== '') ? text : null;
    } catch (fault) {
      this.logger.warn({ err: fault, sha256 }, 'the text of a file cannot be read');
      return null;
    } finally {
      await copy.release();
    }
  }

  /** What one file says that another did not. */
  async compare(beforeSha256: string, afterSha256: string): Promise<TextComparison> {
    if (beforeSha256 === afterSha256) return { outcome: 'SAME' };
    const [before, after] = [await this.of(beforeSha256), await this.of(afterSha256)];
    if (!before || !after || before.cut || after.cut) return { outcome: 'NO_TEXT' };
    const compared = await this.inTurn({ compare: [whole(before), whole(after)] }).catch(() => null);
    const changes = compared && 'changes' in compared ? compared.changes : null;
    if (!changes) return { outcome: 'TOO_DIFFERENT' };
    return changes.some(({ kind }) => kind !== 'SAME')
      ? { outcome: 'CHANGED', changes }
      : { outcome: 'SAME' };
  }

  async onModuleDestroy(): Promise<void> {
    await this.thread.close();
  }

  private async inTurn(order: TextOrder): Promise<TextAnswer> {
    if (this.waiting >= MOST_WAITING) throw new Error('too many files wait to be read');
    this.waiting += 1;
    const turn = this.last.then(() => this.thread.ask(order, LONGEST_MS));
    this.last = turn.catch(() => undefined);
    return turn.finally(() => {
      this.waiting -= 1;
    });
  }
}

function whole({ pages }: FileText): string {
  return pages.join('\n');
}
