import type { BatchItem, BatchView } from '../../api/types';

export interface Progress {
  readonly total: number;
  readonly prepared: number;
  readonly signed: number;
  readonly failed: readonly BatchItem[];
  readonly running: number;
  /** Made, and waiting for a verdict that nobody here can hasten. */
  readonly waiting: number;
  /** Nothing more is going to change in the preparation: what can be signed is ready. */
  readonly isPrepared: boolean;
  readonly signable: number;
}

export function isFinal(batch: BatchView): boolean {
  return batch.state === 'DONE' || batch.state === 'PARTIAL' || batch.state === 'LAPSED';
}

/** Nothing is left for the signer to do or to see happen: what is not at its end waits for its verification. */
export function isOver(batch: BatchView): boolean {
  const isAtRest = (item: BatchItem) => item.state === 'OK' || isLeftOut(item) || item.phase === 'PENDING';
  return isFinal(batch) || batch.items.every(isAtRest);
}

export function isLeftOut(item: BatchItem): boolean {
  return item.state === 'FAILED' || item.state === 'SKIPPED';
}

export function progressOf(batch: BatchView): Progress {
  const failed = batch.items.filter(isLeftOut);
  const signed = batch.items.filter((item) => item.state === 'OK').length;
  const ready = batch.items.filter((item) => item.phase !== 'QUEUED').length;
  const waiting = batch.items.filter((item) => item.phase === 'PENDING').length;
  const total = batch.items.length;
  return {
    total,
    prepared: ready - failed.length,
    signed,
    failed,
    running: total - signed - failed.length - waiting,
    waiting,
    isPrepared: ready === total,
    signable: total - failed.length,
  };
}

/** Errors first, then what moves, then what is done: the order in which a person has to care. */
export function byUrgency(items: readonly BatchItem[]): BatchItem[] {
  const rank = (item: BatchItem) => (isLeftOut(item) ? 0 : item.state === 'OK' ? 2 : 1);
  return [...items].sort((one, other) => rank(one) - rank(other));
}

/** How many acts, and how many files of them: an act with signed annexes has several. */
export function documentsOf(batch: BatchView): number {
  return new Set(batch.items.map((item) => item.requestId)).size;
}
