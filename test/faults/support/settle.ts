import type { Inspection } from './inspection';
import type { Load } from './load';

/** Past this after the last restart, what neither is final nor moves is stuck. */
const GRACE_MS = 60_000;
const GIVE_UP_MS = 20 * 60_000;
const LOOK_EVERY_MS = 1_000;

type Unfinished = Awaited<ReturnType<Inspection['unfinished']>>;

/** Waits until all documents are written and archived, as long as something moves. */
export async function settle(inspection: Inspection, load: Load, documents: number): Promise<Unfinished> {
  const giveUp = Date.now() + GIVE_UP_MS;
  while (!(await load.isWritten(documents)) && Date.now() < giveUp);
  let last = '';
  let stillSince = Date.now();
  for (;;) {
    const unfinished = await inspection.unfinished();
    if (unfinished.requests + unfinished.deliveries === 0) return unfinished;
    if (unfinished.detail !== last) {
      last = unfinished.detail;
      stillSince = Date.now();
      process.stderr.write(`under way: ${last}\n`);
    }
    if (Date.now() - stillSince > GRACE_MS || Date.now() > giveUp) return unfinished;
    await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
  }
}
