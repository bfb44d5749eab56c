import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LOGGER, type Logger } from '../../observability/logger';
import { JobPublisher, type Published } from '../../queue/job-publisher';

const BATCH = 500;
const POLL_MS = 1_000;
/** Grace before a delivery that nobody published is taken up by another process than the one that wrote it. */
const FIRST_REPUBLISH_SECONDS = 45;
const LONGEST_REPUBLISH_SECONDS = 3_600;

/**
 * Carries deliveries from the database to the queue. Woken after commit in the process that wrote them, and polling as
 * a safety; unsettled deliveries are published again, ever more rarely, so that a queue that lost its jobs, or a worker
 * that died with one, loses nothing. No NOTIFY inside the transaction: it serialises commits.
 */
@Injectable()
export class Relay {
  private draining: Promise<void> | null = null;
  private wokenAgain = false;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly publisher: JobPublisher,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Starts the safety poll; only workers do. */
  startPolling(): void {
    this.timer ??= setInterval(() => this.wake(), POLL_MS).unref();
  }

  wake(): void {
    if (this.stopped) return;
    if (this.draining) {
      this.wokenAgain = true;
      return;
    }
    this.draining = this.drain()
      .catch((fault: unknown) =>
        this.logger.warn({ err: fault }, 'deliveries stay in the database until the next try'),
      )
      .finally(() => {
        this.draining = null;
        if (this.wokenAgain) {
          this.wokenAgain = false;
          this.wake();
        }
      });
  }

  /** Resolves when what was due at the call is in the queue. */
  async settled(): Promise<void> {
    while (this.draining) await this.draining;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.draining;
  }

  private async drain(): Promise<void> {
    let published: number;
    do {
      published = await this.publishBatch();
    } while (published === BATCH && !this.stopped);
  }

  private async publishBatch(): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const due = await manager.query<Published[]>(
        `SELECT id, consumer, publications FROM delivery
          WHERE settled_at IS NULL
            AND (published_at IS NULL
                 OR published_at < clock_timestamp()
                    - make_interval(secs => least($2 * 2 ^ (publications - 1), $3)))
          ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED`,
        [BATCH, FIRST_REPUBLISH_SECONDS, LONGEST_REPUBLISH_SECONDS],
      );
      if (due.length === 0) return 0;
      await this.publisher.publish(due);
      await manager.query(
        `UPDATE delivery SET published_at = clock_timestamp(), publications = publications + 1 WHERE id = ANY($1)`,
        [due.map((delivery) => delivery.id)],
      );
      return due.length;
    });
  }
}
