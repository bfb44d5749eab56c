import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchOptions } from './run';
import { Inspection } from '../test/faults/support/inspection';
import { Town } from '../test/faults/support/town';
import { isPresent } from '../test/interop/support/program';
import { signBatch } from './support/batch/sign-batch';
import { measure, withPlace } from './support/pdf/measure';
import type { Report } from './support/report';

const DOCUMENTS = 200;
const FILE_BYTES = 300_000;
const WARM_UP = 100;
const REST_LOOK_MS = 250;

/**
 * Files of 300 kB through the three phases of a batch, by the whole service: a real database, queue, api and two workers.
 * From the moment at which the signer opens the batch until every document of it is signed and verified, beside the copy,
 * the hash and the operation of the key alone, on one core.
 */
export async function run({ isQuick }: BenchOptions, report: Report): Promise<void> {
  const documents = isQuick ? 25 : DOCUMENTS;
  report.note('No other software runs these three phases: there is a floor and no peer.');
  let floor = 0;
  await withPlace(isQuick, (place) => {
    const file = place.file(FILE_BYTES);
    floor = measure('sign-floor', file, { ...place, warm: file }).perSecond;
  });
  for (const queue of ['Redis', 'PostgreSQL'] as const) {
    if (queue === 'Redis' && !isPresent('redis-server')) {
      report.note('absent: redis-server');
      continue;
    }
    const town = await Town.build({ redis: queue === 'Redis', logLevel: 'warn' });
    try {
      // The compiler's time is no figure, here as in every other case.
      await signBatch(town.url, join(town.folder, 'warm'), isQuick ? 25 : WARM_UP, FILE_BYTES);
      await comeToRest(town);
      const { seconds, authorised } = await signBatch(
        town.url,
        join(town.folder, 'acts'),
        documents,
        FILE_BYTES,
      );
      const figure = { case: `300 kB, ${queue} queue`, unit: 'documents/s', moreIsBetter: true } as const;
      const beside = { floor: { name: 'floor', value: floor } };
      report.figure({ ...figure, metric: 'throughput', value: documents / seconds, ...beside });
      report.figure({ ...figure, metric: 'afterAuthorising', value: documents / authorised, ...beside });
    } finally {
      await town.takeDown({ keep: false });
    }
  }
}

/** Copies and packages of the acts before are made before the clock starts: they are no part of this batch. */
async function comeToRest(town: Town): Promise<void> {
  const inspection = await Inspection.open(town.ownerUrl());
  try {
    while ((await inspection.unfinished()).deliveries > 0) await pause(REST_LOOK_MS);
  } finally {
    await inspection.close();
  }
}
