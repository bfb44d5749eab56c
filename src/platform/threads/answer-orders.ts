import { parentPort } from 'node:worker_threads';
import type { NumberedOrder, ThreadAnswer } from './side-thread';

/**
 * Runs in a thread: does each order that comes, and says by its number what was made or why nothing was. What an order is,
 * the `SideThread` of the file knows.
 */
export function answerOrders(make: (order: never) => Promise<unknown>): void {
  const answer = async ({ id, order }: NumberedOrder<never>): Promise<ThreadAnswer<unknown>> => {
    try {
      return { id, made: await make(order) };
    } catch (fault) {
      return { id, fault: fault instanceof Error ? fault.message : String(fault) };
    }
  };
  parentPort?.on('message', (order: NumberedOrder<never>) => {
    void answer(order).then((made) => parentPort?.postMessage(made));
  });
}
