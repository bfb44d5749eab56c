import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobPublisher } from '../queue/job-publisher';
import { OBJECT_STORE, type ObjectStore } from '../storage';

const PATIENCE_MS = 3_000;

export type Probe = 'database' | 'queue' | 'objectStore';

/** Whether what the service stands on answers. */
@Injectable()
export class Health {
  constructor(
    private readonly dataSource: DataSource,
    private readonly publisher: JobPublisher,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  async probe(): Promise<Readonly<Record<Probe, boolean>>> {
    const [database, queue, objectStore] = await Promise.all([
      answers(this.dataSource.query('SELECT 1')),
      answers(this.publisher.counts()),
      answers(this.store.check()),
    ]);
    return { database, queue, objectStore };
  }
}

async function answers(probe: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, PATIENCE_MS);
  });
  const answered = probe.then(
    () => true,
    () => false,
  );
  return Promise.race([answered, tooLate]).finally(() => {
    clearTimeout(timer);
  });
}
