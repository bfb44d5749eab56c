import { SetMetadata } from '@nestjs/common';
import type { Actor } from '../identity/actor';
import type { JobDefinition } from './job-definition';

/** A journal entry on its way to a consumer. */
export interface JournalEvent<Data> {
  readonly entryId: string;
  readonly type: string;
  readonly streamId: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly data: Data;
  /** The system, acting for the body that the entry belongs to. */
  readonly system: Actor;
}

export interface JobProcessor<Data = unknown> {
  handle(event: JournalEvent<Data>): Promise<unknown>;
}

/** A job that runs at intervals is given nothing. */
export interface ScheduledProcessor {
  run(): Promise<unknown>;
}

export const PROCESSES = Symbol('processes');

/** Marks the one processor of a job; boot is refused when a job has none or two. */
export const Processes = (job: JobDefinition<never> | JobDefinition): ClassDecorator =>
  SetMetadata(PROCESSES, job);

/** A fault that no further try can mend: the job fails at once and a person is told. */
export class PermanentFault extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PermanentFault';
  }
}
