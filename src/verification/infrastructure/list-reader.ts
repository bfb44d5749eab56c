import { join } from 'node:path';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { TrustedList } from '@libro-firma/trust';
import { SideThread } from '../../platform/threads';
import type { AssemblyAnswer, AssemblyOrder, ListAnswer, ListOrder } from './lists/list-thread';
import { unpackList } from './lists/packed-list';

/** The longest that one order may take. */
const LONGEST_MS = 60_000;

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

/** Reads and verifies trusted lists in one thread beside the process, opened when the first list is there. */
@Injectable()
export class ListReader implements OnModuleDestroy {
  private readonly thread = new SideThread<ListOrder, ListAnswer>(__dirname, join('lists', 'list-thread'));

  /** The list that these bytes hold; null for what is none. Believe it only if its digest was accepted before. */
  async read(bytes: Buffer): Promise<TrustedList | null> {
    const made = await this.thread.ask({ kind: 'read', bytes }, LONGEST_MS);
    return made && unpackList(made);
  }

  /** See `assembleLists`. */
  async assemble(order: AssemblyOrder): Promise<VerifiedLists> {
    const made = (await this.thread.ask({ kind: 'assemble', order }, LONGEST_MS)) as AssemblyAnswer;
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
    await this.thread.close();
  }
}
