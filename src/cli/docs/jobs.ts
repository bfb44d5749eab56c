import { house } from '../../house';
import type { JobDefinition } from '../../platform/queue/job-definition';
import { code, tableOf } from './markdown';

const HEAD = `# Jobs

Made by \`cli docs\` from the jobs that the modules declare: change the declaration, not this page.

A job consumes journal entries of the types in \`on\`, or runs at intervals. It carries ids only and may be done any number
of times. \`transaction\`: the delivery is settled in the transaction of the effect. \`idempotent\`: the effect comes first,
under a key that makes a second time change nothing, and the delivery is settled after it. Each wait between tries is twice
the one before. After the last try the job stays in the queue as failed for 30 days, and its delivery stays owed and is
published again, ever more rarely, at most an hour apart: see [runbook](operations/runbook.md).`;

/** docs/jobs.md: every job of the house. */
export function jobsPage(): string {
  const sections = house.flatMap(({ name, jobs }) =>
    jobs && jobs.length > 0 ? [`## ${name}`, tableOf(COLUMNS, jobs.map(rowOf))] : [],
  );
  return `${[HEAD, ...sections].join('\n\n')}\n`;
}

const COLUMNS = ['job', 'queue', 'on', 'effect', 'tries', 'first wait'];

function rowOf(job: JobDefinition): string[] {
  const starts = [
    ...job.on.map(code),
    ...(job.everyMs === undefined ? [] : [`every ${job.everyMs / 1000} s`]),
  ];
  return [
    code(job.name),
    job.queue,
    starts.join(', '),
    job.effect,
    String(job.retry.attempts),
    `${job.retry.backoffMs} ms`,
  ];
}
