import { join, sep } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { TrustedList } from '@libro-firma/trust';
import type { AssemblyAnswer, AssemblyOrder, ThreadAnswer, ThreadOrder } from './lists/list-thread';
import { type PackedList, unpackList } from './lists/packed-list';

/** The longest that one order may take. */
const LONGEST_MS = 60_000;
const MEMORY_MB = 1_024;

/** A list that was found to be signed by who may sign it. */
export interface VerifiedList {
  readonly list: TrustedList;
  readonly sha256: string;
  readonly signerSha256: string;
}

export interface VerifiedLists {
  readonly listOfLists: VerifiedList | undefined;
  readonly lists: readonly VerifiedList[];
  readonly refused: AssemblyAnswer['refused'];
}

type Order = ThreadOrder extends infer Each
  ? Each extends { id: number }
    ? Omit<Each, 'id'>
    : never
  : never;

/** Reads and verifies trusted lists in one thread beside the process, opened when the first list is there. */
@Injectable()
export class ListReader implements OnModuleDestroy {
  private thread: Worker | null = null;
  private orders = 0;

  /** The list that these bytes hold; null for what is none. Believe it only if its digest was accepted before. */
  async read(bytes: Buffer): Promise<TrustedList | null> {
    const made = (await this.inThread({ kind: 'read', bytes })) as PackedList | null;
    return made && unpackList(made);
  }

  /** See `assembleLists`. */
  async assemble(order: AssemblyOrder): Promise<VerifiedLists> {
    const made = (await this.inThread({ kind: 'assemble', order })) as AssemblyAnswer;
    const verified = ({ list, ...about }: AssemblyAnswer['lists'][number]): VerifiedList => ({
      ...about,
      list: unpackList(list),
    });
    return {
      listOfLists: made.listOfLists && verified(made.listOfLists),
      lists: made.lists.map(verified),
      refused: made.refused,
    };
  }

  async onModuleDestroy(): Promise<void> {
    await this.thread?.terminate();
    this.thread = null;
  }

  private inThread(order: Order): Promise<unknown> {
    const thread = (this.thread ??= openThread());
    const id = (this.orders += 1);
    return new Promise((resolve, reject) => {
      const settle = (done: () => void): void => {
        clearTimeout(timer);
        thread.off('message', onAnswer).off('error', onEnd).off('exit', onEnd);
        done();
      };
      const onAnswer = (answer: ThreadAnswer): void => {
        if (answer.id !== id) return;
        settle(() => ('made' in answer ? resolve(answer.made) : reject(new Error(answer.fault))));
      };
      const onEnd = (end: unknown): void => {
        this.thread = null;
        settle(() => reject(end instanceof Error ? end : new Error('the thread of the lists ended')));
        void thread.terminate();
      };
      const timer = setTimeout(() => onEnd(new Error(`a list took more than ${LONGEST_MS} ms`)), LONGEST_MS);
      thread.setMaxListeners(0).on('message', onAnswer).on('error', onEnd).on('exit', onEnd);
      thread.postMessage({ ...order, id });
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
  return join(folder, 'lists', 'list-thread.js');
}
