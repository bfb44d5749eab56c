import { z } from 'zod';
import { defineJob, RETRY } from '../../platform/queue/job-definition';

/** Often: what was registered is found by its words within the second. Cheap when nothing is owed. */
export const indexRegisterJob = defineJob({
  name: 'protocol.index-register',
  queue: 'office',
  on: [],
  everyMs: 500,
  effect: 'idempotent',
  schema: z.object({}),
  retry: RETRY.brief,
});

/** The day that is over is closed within minutes of midnight; what is asked again closes nothing twice. */
export const closeDaysJob = defineJob({
  name: 'protocol.close-days',
  queue: 'archive',
  on: [],
  everyMs: 60_000,
  effect: 'idempotent',
  schema: z.object({}),
  retry: RETRY.brief,
});

/** What is to leave is sealed, then sent; both ask again what could not be had. */
export const sendDispatchesJob = defineJob({
  name: 'protocol.send-dispatches',
  queue: 'archive',
  on: [],
  everyMs: 5_000,
  effect: 'idempotent',
  schema: z.object({}),
  retry: RETRY.brief,
});

/** What a scanner leaves is at the desk within seconds. */
export const watchFoldersJob = defineJob({
  name: 'protocol.watch-folders',
  queue: 'office',
  on: [],
  everyMs: 2_000,
  effect: 'idempotent',
  schema: z.object({}),
  retry: RETRY.brief,
});

/** Rules are asked once for each entry, soon after its number. */
export const fileByRulesJob = defineJob({
  name: 'protocol.file-by-rules',
  queue: 'archive',
  on: [],
  everyMs: 5_000,
  effect: 'idempotent',
  schema: z.object({}),
  retry: RETRY.brief,
});

/** A register of a million lines takes minutes; who finds one being read leaves it alone. */
export const loadImportsJob = defineJob({
  name: 'protocol.load-imports',
  queue: 'archive',
  on: [],
  everyMs: 2_000,
  effect: 'idempotent',
  schema: z.object({}),
  retry: RETRY.brief,
});

/** What came while the engine was away is looked at soon after it is back. */
export const rescanFilesJob = defineJob({
  name: 'protocol.rescan-files',
  queue: 'archive',
  on: [],
  everyMs: 60_000,
  effect: 'idempotent',
  schema: z.object({}),
  retry: RETRY.brief,
});

export const protocolJobs = [
  sendDispatchesJob,
  indexRegisterJob,
  closeDaysJob,
  watchFoldersJob,
  fileByRulesJob,
  loadImportsJob,
  rescanFilesJob,
];
