import type { Logger } from '../observability/logger';

const AT_MOST_EVERY_MS = 10_000;

/** Reports that a queue does not answer, once in a while: BullMQ says so at every try to reach it. */
export function reportAway(logger: Logger, queue: string): (fault: Error) => void {
  let lastReport = 0;
  return (fault) => {
    const now = Date.now();
    if (now - lastReport < AT_MOST_EVERY_MS) return;
    lastReport = now;
    logger.warn({ queue, reason: fault.message }, 'the queue is away; it is tried again');
  };
}
