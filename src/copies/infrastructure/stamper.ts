import { join, sep } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from '../../platform/observability/logger';
import type { CopyKind, Stamp } from '../domain/stamp';
import type { ThreadAnswer, ThreadOrder } from './stamp/stamp-thread';

/** The longest that one file may take; past it a cover stands for the copy. */
const LONGEST_MS = 30_000;
const MEMORY_MB = 1_024;

export interface DrawnCopy {
  readonly kind: CopyKind;
  readonly bytes: Buffer;
}

/**
 * Draws copies in one thread beside the process, one after the other: drawing is work of the processor alone, and a
 * hostile file must neither hold the event loop nor end the worker.
 */
@Injectable()
export class Stamper implements OnModuleDestroy {
  protected readonly longestMs: number = LONGEST_MS;
  private thread: Worker | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private orders = 0;

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  /** The stamped copy; a cover when the file cannot be read, or not in time. */
  async draw(stamp: Stamp, path: string, pageCount: number | null): Promise<DrawnCopy> {
    try {
      return { kind: 'STAMPED', bytes: await this.inTurn({ kind: 'STAMPED', stamp, pageCount, path }) };
    } catch (fault) {
      this.logger.warn(
        { err: fault, signedSha256: stamp.signedSha256 },
        'a copy is a cover: its pages cannot be drawn',
      );
      return { kind: 'COVER', bytes: await this.inTurn({ kind: 'COVER', stamp, pageCount, path }) };
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.thread?.terminate();
    this.thread = null;
  }

  private async inTurn(order: Omit<ThreadOrder, 'id'>): Promise<Buffer> {
    const turn = this.last.then(() => this.inThread({ ...order, id: (this.orders += 1) }));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private inThread(order: ThreadOrder): Promise<Buffer> {
    const thread = (this.thread ??= openThread());
    return new Promise<Buffer>((resolve, reject) => {
      const settle = (done: () => void): void => {
        clearTimeout(timer);
        thread.off('message', onAnswer).off('error', onEnd).off('exit', onEnd);
        done();
      };
      const giveUp = (fault: Error): void => {
        this.thread = null;
        settle(() => reject(fault));
        void thread.terminate();
      };
      const onAnswer = (answer: ThreadAnswer): void => {
        if (answer.id !== order.id) return;
        settle(() =>
          'bytes' in answer ? resolve(Buffer.from(answer.bytes)) : reject(new Error(answer.fault)),
        );
      };
      const onEnd = (end: unknown): void =>
        giveUp(end instanceof Error ? end : new Error('the thread ended'));
      // A cover is our own page: a busy machine alone does not make it late.
      const longest = order.kind === 'COVER' ? LONGEST_MS : this.longestMs;
      const timer = setTimeout(() => giveUp(new Error(`not drawn in ${longest} ms`)), longest);
      thread.on('message', onAnswer).on('error', onEnd).on('exit', onEnd);
      thread.postMessage(order);
    });
  }
}

function openThread(): Worker {
  const thread = new Worker(threadFile(), { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
  thread.unref();
  return thread;
}

/** Tests run the sources, but a thread of Node reads no TypeScript: there the built twin of the file is started. */
function threadFile(): string {
  const folder = __filename.endsWith('.ts')
    ? __dirname.replace(`${sep}src${sep}`, `${sep}dist${sep}src${sep}`)
    : __dirname;
  return join(folder, 'stamp', 'stamp-thread.js');
}
