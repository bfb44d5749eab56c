import { join, sep } from 'node:path';
import { Worker } from 'node:worker_threads';

const MEMORY_MB = 1_024;

/** An order as it crosses to the thread, and what comes back under the same number. */
export interface NumberedOrder<Order> {
  readonly id: number;
  readonly order: Order;
}
export type ThreadAnswer<Made> =
  { readonly id: number; readonly made: Made } | { readonly id: number; readonly fault: string };

/**
 * A thread beside the process for what is work of the processor alone: opened with the first order, ended when one takes
 * too long, and then opened anew. Its file answers by `answerOrders`.
 */
export class SideThread<Order, Made> {
  private thread: Worker | null = null;
  private orders = 0;

  /** The file of the thread without its ending, below the folder of the one that orders (`__dirname`). */
  constructor(
    private readonly folder: string,
    private readonly file: string,
  ) {}

  /** @throws what the thread could not do, and when it ends or takes longer than this */
  ask(order: Order, longestMs: number): Promise<Made> {
    const thread = (this.thread ??= openThread(builtTwin(this.folder, this.file)));
    const id = (this.orders += 1);
    return new Promise((resolve, reject) => {
      const settle = (done: () => void): void => {
        clearTimeout(timer);
        thread.off('message', onAnswer).off('error', onEnd).off('exit', onEnd);
        done();
      };
      const onAnswer = (answer: ThreadAnswer<Made>): void => {
        if (answer.id !== id) return;
        settle(() => ('made' in answer ? resolve(answer.made) : reject(new Error(answer.fault))));
      };
      const onEnd = (end: unknown): void => {
        // Another order may have found the end first, and a new thread may be at work already.
        if (this.thread === thread) this.thread = null;
        settle(() => reject(end instanceof Error ? end : new Error(`the thread ${this.file} ended`)));
        void thread.terminate();
      };
      const late = (): void => onEnd(new Error(`the thread ${this.file} took more than ${longestMs} ms`));
      const timer = setTimeout(late, longestMs);
      thread.setMaxListeners(0).on('message', onAnswer).on('error', onEnd).on('exit', onEnd);
      thread.postMessage({ id, order } satisfies NumberedOrder<Order>);
    });
  }

  async close(): Promise<void> {
    await this.thread?.terminate();
    this.thread = null;
  }
}

function openThread(file: string): Worker {
  const thread = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
  thread.unref();
  return thread;
}

/** Tests run the sources, but a thread of Node reads no TypeScript: there the built twin of the file is started. */
function builtTwin(folder: string, file: string): string {
  const built = __filename.endsWith('.ts')
    ? folder.replace(`${sep}src${sep}`, `${sep}dist${sep}src${sep}`)
    : folder;
  return join(built, `${file}.js`);
}
