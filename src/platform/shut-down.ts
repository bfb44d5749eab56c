import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Relay } from './database/outbox/relay';
import { JobPublisher } from './queue/job-publisher';
import { QueueWorkers } from './queue/queue-workers';

/** Stops a process without losing anything: first what takes work, then what carries it, the database last. */
export async function shutDown(app: INestApplicationContext): Promise<void> {
  const dataSource = app.get(DataSource);
  await app.get(QueueWorkers).stop();
  await app.get(Relay).stop();
  await app.close();
  await app.get(JobPublisher).close();
  if (dataSource.isInitialized) await dataSource.destroy();
}
