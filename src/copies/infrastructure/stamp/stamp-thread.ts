import { readFile } from 'node:fs/promises';
import { liberationSans } from '@libro-firma/pdf';
import { answerOrders } from '../../../platform/threads';
import { type CopyOrder, drawCopy } from './draw-copy';

export interface StampOrder extends CopyOrder {
  readonly path: string;
}

/** Runs in a thread of its own: a file that takes long, or all memory there is, stops nobody else's work. */
answerOrders(async (order: StampOrder): Promise<Uint8Array> => {
  const signed = order.kind === 'COVER' ? new Uint8Array() : await readFile(order.path);
  return drawCopy(order, signed, liberationSans());
});
