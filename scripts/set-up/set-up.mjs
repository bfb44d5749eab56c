import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock } from '../processes/owned-lock.mjs';
import { say, secondsSince } from '../progress.mjs';
import { inRepository } from '../repository.mjs';
import { OperatorFault } from '../operator-fault.mjs';
import { buildWhenChanged } from './build.mjs';
import { useGitHooks } from './git-hooks.mjs';
import { installWhenChanged } from './install.mjs';

const LONGEST_WAIT_SECONDS = 900;

/** Everything a fresh clone needs before a command can run; quick when nothing has changed. */
export async function setUp({ withBuild = true } = {}) {
  const started = performance.now();
  const lock = await waitForLock();
  try {
    useGitHooks();
    const installed = await installWhenChanged();
    const built = withBuild ? await buildWhenChanged() : [];
    if (installed || built.length > 0) say(`Set-up complete in ${secondsSince(started)} s`);
  } finally {
    lock.release();
  }
}

/** Several commands may start at once in one clone; one sets up, the others wait for it. */
async function waitForLock() {
  const path = inRepository('dist-work', 'set-up.lock');
  let announced = false;
  for (const limit = Date.now() + LONGEST_WAIT_SECONDS * 1000; Date.now() < limit; await sleep(150)) {
    const attempt = tryLock(path, 'set-up');
    if (attempt.taken) return attempt;
    if (!announced) say(`Waiting for the set-up that process ${attempt.holder.pid} is doing ...`);
    announced = true;
  }
  throw new OperatorFault(`Another set-up holds ${path} for too long: stop it, then try again.`);
}
