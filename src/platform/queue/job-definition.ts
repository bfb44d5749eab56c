import { z } from 'zod';

export interface RetryPolicy {
  readonly attempts: number;
  /** First wait; each further one is twice as long. */
  readonly backoffMs: number;
}

export const RETRY = {
  /** A database or a disk that comes back within minutes. */
  patient: { attempts: 10, backoffMs: 250 },
  /** Work whose fault is most likely ours: a few tries, then a person looks. */
  brief: { attempts: 3, backoffMs: 500 },
} as const satisfies Record<string, RetryPolicy>;

/**
 * A job that consumes journal entries (`on`), or one that runs at intervals (`everyMs`).
 * `transaction`: the runner opens the unit of work, settles the delivery first and runs the use case in it.
 * `idempotent`: the effect lies in a transaction of its own or outside the database; it is done first, under a key that
 * makes doing it twice change nothing, and the delivery is settled afterwards.
 */
export interface JobDefinition<Data = unknown> {
  readonly name: string;
  readonly queue: QueueName;
  readonly on: readonly string[];
  readonly everyMs?: number;
  /**
   * Deliveries that one job may carry, where many are owed at once (default 1): most of the cost of a small effect is the
   * transaction around it. Not for effects that take long, which several workers should share.
   */
  readonly together?: number;
  readonly effect: 'transaction' | 'idempotent';
  readonly schema: z.ZodType<Data>;
  readonly retry: RetryPolicy;
}

/**
 * `signing`: what a signer waits for with his code given. `office`: what a person finds done when he looks next. `archive`:
 * copies, packages, seals. One queue each, so that none delays the other.
 */
export const QUEUES = ['signing', 'office', 'archive'] as const;
export type QueueName = (typeof QUEUES)[number];

export function defineJob<Data>(definition: JobDefinition<Data>): JobDefinition<Data> {
  return definition;
}

/** One that runs at intervals: whatever it finds due is done under keys that make doing it twice change nothing. */
export function defineScheduledJob(
  definition: Pick<JobDefinition, 'name' | 'queue'> & { readonly everyMs: number },
): JobDefinition<object> {
  return { ...definition, on: [], effect: 'idempotent', schema: z.object({}), retry: RETRY.brief };
}
