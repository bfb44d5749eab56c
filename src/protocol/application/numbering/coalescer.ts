import { AsyncResource } from 'node:async_hooks';

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (fault: unknown) => void;
}

export interface CoalescerRequest<Item, Answer> {
  /** Answers every item, in order. */
  readonly run: (items: readonly Item[]) => Promise<readonly Answer[]>;
  /** True for a fault that one item alone may have caused: the batch is then tried again in halves. */
  readonly isOfOneItem: (fault: unknown) => boolean;
  readonly largestBatch: number;
}

/**
 * Gathers what arrives while a batch is on its way into the next batch. One lane for each register, at most one batch of
 * a lane in flight: what a lane waits for is one commit, however many callers there are.
 */
export class Coalescer<Item, Answer> {
  private readonly lanes = new Map<string, Waiting<Item, Answer>[]>();
  private readonly working = new Set<Promise<void>>();
  /** Batches belong to no caller: they must not run in the async context of the one who came first. */
  private readonly nobody = new AsyncResource('Coalescer');
  private count = 0;

  constructor(private readonly request: CoalescerRequest<Item, Answer>) {}

  /** Items that have no answer yet. */
  get waiting(): number {
    return this.count;
  }

  async add(lane: string, item: Item): Promise<Answer> {
    this.count += 1;
    try {
      return await new Promise<Answer>((resolve, reject) => {
        const waiting = this.lanes.get(lane);
        if (waiting) {
          waiting.push({ item, resolve, reject });
          return;
        }
        this.lanes.set(lane, [{ item, resolve, reject }]);
        this.nobody.runInAsyncScope(() => this.open(lane));
      });
    } finally {
      this.count -= 1;
    }
  }

  /** Resolves when every batch on its way has its answer. */
  async settled(): Promise<void> {
    while (this.working.size > 0) await Promise.all(this.working);
  }

  private open(lane: string): void {
    const work = this.work(lane).finally(() => this.working.delete(work));
    this.working.add(work);
  }

  private async work(lane: string): Promise<void> {
    for (;;) {
      await nextTurn(); // those who were just answered, and those who come together, are in one batch
      const batch = this.lanes.get(lane)?.splice(0, this.request.largestBatch) ?? [];
      if (batch.length === 0) {
        this.lanes.delete(lane);
        return;
      }
      await this.settle(batch);
    }
  }

  private async settle(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.request.run(batch.map(({ item }) => item));
      batch.forEach(({ resolve, reject }, index) => {
        const answer = answers[index];
        if (answer === undefined) reject(new Error('a batch left an item without an answer'));
        else resolve(answer);
      });
    } catch (fault) {
      if (batch.length > 1 && this.request.isOfOneItem(fault)) {
        const middle = Math.ceil(batch.length / 2);
        await this.settle(batch.slice(0, middle));
        await this.settle(batch.slice(middle));
        return;
      }
      for (const { reject } of batch) reject(fault);
    }
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
