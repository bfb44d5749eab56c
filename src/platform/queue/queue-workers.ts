import { Inject, Injectable } from '@nestjs/common';
import { UnrecoverableError, type Worker } from 'bullmq';
import { LOGGER, type Logger } from '../observability/logger';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../config';
import { Relay } from '../database/outbox/relay';
import { type QueueName, QUEUES } from './job-definition';
import { PermanentFault } from './job-processor';
import { JobPublisher, QUEUE_BACKEND } from './job-publisher';
import { JobRunner } from './job-runner';
import { reportAway } from './queue-away';
import type { QueueBackend } from './queue-backend';
import { SignersFirst } from './signers-first';

/** A worker that dies holds its jobs this long; then another takes them. */
const LOCK_MS = 10_000;
const STALLED_SCAN_MS = 5_000;

/** The consuming side: one BullMQ worker for each queue of this process. */
@Injectable()
export class QueueWorkers {
  private workers: Worker[] = [];
  private readonly order = new SignersFirst();

  constructor(
    private readonly runner: JobRunner,
    private readonly publisher: JobPublisher,
    private readonly relay: Relay,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async start(): Promise<void> {
    this.workers = QUEUES.map((queue) => this.open(queue));
    await this.publisher.schedule();
    this.relay.startPolling();
    this.relay.wake();
  }

  /** Lets the jobs in hand end and takes no further one. */
  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  private open(queue: QueueName): Worker {
    const worker = this.backend.worker(
      queue,
      async (job) => {
        try {
          return await this.order.run(queue, () => this.runner.run(job.name, job.data));
        } catch (fault) {
          this.logger.error(
            { err: fault, job: job.name, jobId: job.id, attempt: job.attemptsMade + 1 },
            'a job failed',
          );
          if (fault instanceof PermanentFault) throw new UnrecoverableError(fault.message);
          throw fault;
        }
      },
      {
        concurrency: this.settings.WORKER_CONCURRENCY,
        lockDuration: LOCK_MS,
        stalledInterval: STALLED_SCAN_MS,
        maxStalledCount: 1_000, // a job stalls when its worker is killed, which is no fault of the job
      },
    );
    worker.on('error', reportAway(this.logger, queue));
    return worker;
  }
}
