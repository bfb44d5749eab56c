import { chunked } from '@libro-firma/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { LOGGER, type Logger } from '../observability/logger';
import { JOB_CATALOGUE, type JobCatalogue } from './job-catalogue';
import { type JobDefinition, QUEUES, type QueueName } from './job-definition';
import { reportAway } from './queue-away';
import type { QueueBackend } from './queue-backend';

export const QUEUE_BACKEND = Symbol('queue backend');

const KEEP_COMPLETED = { age: 3_600, count: 1_000 };
const KEEP_FAILED = { age: 30 * 24 * 3_600 };

export interface Published {
  readonly id: string;
  readonly consumer: string;
  readonly publications: number;
}

/** Puts jobs into the queue. A job carries ids only, and its own id keeps it from standing there twice. */
@Injectable()
export class JobPublisher {
  private readonly queues = new Map<QueueName, Queue>();

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    @Inject(JOB_CATALOGUE) private readonly catalogue: JobCatalogue,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  queue(name: QueueName): Queue {
    const open = this.queues.get(name);
    if (open) return open;
    const queue = this.backend.queue(name);
    queue.on('error', reportAway(this.logger, name));
    this.queues.set(name, queue);
    return queue;
  }

  async publish(deliveries: readonly Published[]): Promise<void> {
    const byQueue = new Map<QueueName, Parameters<Queue['addBulk']>[0]>();
    for (const [job, own] of this.byConsumer(deliveries)) {
      const jobs = byQueue.get(job.queue) ?? [];
      for (const group of chunked(own, job.together ?? 1)) jobs.push(queued(job, group));
      byQueue.set(job.queue, jobs);
    }
    await Promise.all([...byQueue].map(([name, jobs]) => this.queue(name).addBulk(jobs)));
  }

  private byConsumer(deliveries: readonly Published[]): Map<JobDefinition, Published[]> {
    const jobs = new Map<JobDefinition, Published[]>();
    for (const delivery of deliveries) {
      const job = this.catalogue.find(delivery.consumer);
      if (!job) continue; // a consumer of a version to come; it stays owed
      jobs.set(job, [...(jobs.get(job) ?? []), delivery]);
    }
    return jobs;
  }

  /** Puts every job that runs at intervals on the queue's own scheduler; doing it in each worker changes nothing. */
  async schedule(): Promise<void> {
    for (const job of this.catalogue.jobs) {
      if (job.everyMs === undefined) continue;
      await this.queue(job.queue).upsertJobScheduler(
        job.name.replaceAll('.', '-'),
        { every: job.everyMs },
        { name: job.name, data: {}, opts: optionsOf(job) },
      );
    }
  }

  async counts(): Promise<Record<string, Record<string, number>>> {
    const counts = await Promise.all(
      QUEUES.map(
        async (name) =>
          [name, await this.queue(name).getJobCounts('waiting', 'active', 'delayed', 'failed')] as const,
      ),
    );
    return Object.fromEntries(counts);
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    await this.backend.close();
  }
}

function queued(job: JobDefinition, group: readonly Published[]) {
  const [{ id, publications }] = group as [Published];
  return {
    name: job.name,
    data: { deliveries: group.map((delivery) => delivery.id) },
    opts: { ...optionsOf(job), jobId: `${id}-${publications}` },
  };
}

function optionsOf(job: JobDefinition) {
  return {
    attempts: job.retry.attempts,
    backoff: { type: 'exponential', delay: job.retry.backoffMs },
    removeOnComplete: KEEP_COMPLETED,
    removeOnFail: KEEP_FAILED,
  };
}
