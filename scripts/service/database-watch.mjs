import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorFault } from '../operator-fault.mjs';
import { lastLines } from './service-process.mjs';

/** Resolves when our own PostgreSQL is gone. It may be an adopted one, no child of ours: so we look. */
export async function databaseDeath(cluster) {
  while (!cluster || cluster.isAlive()) await sleep(1000, undefined, { ref: false });
  const lines = lastLines(cluster.logFile).map((line) => `    ${line}`);
  return new OperatorFault(
    [`PostgreSQL stopped unexpectedly. The end of ${cluster.logFile}:`, ...lines].join('\n'),
  );
}
