import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { liberationSans } from '@libro-firma/pdf';
import { type CopyOrder, drawCopy } from './draw-copy';

export interface ThreadOrder extends CopyOrder {
  readonly id: number;
  readonly path: string;
}

export type ThreadAnswer =
  { readonly id: number; readonly bytes: Uint8Array } | { readonly id: number; readonly fault: string };

/** Runs in a thread of its own: a file that takes long, or all memory there is, stops nobody else's work. */
async function answer(order: ThreadOrder): Promise<ThreadAnswer> {
  try {
    const signed = order.kind === 'COVER' ? new Uint8Array() : await readFile(order.path);
    return { id: order.id, bytes: await drawCopy(order, signed, liberationSans()) };
  } catch (fault) {
    return { id: order.id, fault: fault instanceof Error ? fault.message : String(fault) };
  }
}

parentPort?.on('message', (order: ThreadOrder) => {
  void answer(order).then((made) => parentPort?.postMessage(made));
});
