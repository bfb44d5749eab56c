import { z } from 'zod';
import { defineJob, defineScheduledJob, RETRY } from '../../platform/queue/job-definition';

/** Often: what was registered is found by its words within the second. Cheap when nothing is owed. */
export const indexRegisterJob = defineScheduledJob({
  name: 'protocol.index-register',
  queue: 'office',
  everyMs: 500,
});

/** The day that is over is closed within minutes of midnight; what is asked again closes nothing twice. */
export const closeDaysJob = defineScheduledJob({
  name: 'protocol.close-days',
  queue: 'archive',
  everyMs: 60_000,
});

/** What is to leave is sealed, then sent, and receipts that waited for the seal are made; both ask again what could not be had. */
export const sendDispatchesJob = defineScheduledJob({
  name: 'protocol.send-dispatches',
  queue: 'archive',
  everyMs: 5_000,
});

/** The stamped copy that goes on paper lies ready: the dispatch waits for the clerk who prints it. */
export const copyToPrintJob = defineJob({
  name: 'protocol.copy-to-print',
  queue: 'office',
  on: ['copy.to-print'],
  effect: 'transaction',
  schema: z.object({ dispatchId: z.uuid() }),
  retry: RETRY.patient,
});

/** What a scanner leaves is at the desk within seconds. */
export const watchFoldersJob = defineScheduledJob({
  name: 'protocol.watch-folders',
  queue: 'office',
  everyMs: 2_000,
});

/** Rules are asked once for each entry, soon after its number. */
export const fileByRulesJob = defineScheduledJob({
  name: 'protocol.file-by-rules',
  queue: 'archive',
  everyMs: 5_000,
});

/** A register of a million lines takes minutes; who finds one being read leaves it alone. */
export const loadImportsJob = defineScheduledJob({
  name: 'protocol.load-imports',
  queue: 'archive',
  everyMs: 2_000,
});

/** What came while the engine was away is looked at soon after it is back. */
export const rescanFilesJob = defineScheduledJob({
  name: 'protocol.rescan-files',
  queue: 'archive',
  everyMs: 60_000,
});

export const protocolJobs = [
  sendDispatchesJob,
  copyToPrintJob,
  indexRegisterJob,
  closeDaysJob,
  watchFoldersJob,
  fileByRulesJob,
  loadImportsJob,
  rescanFilesJob,
];
