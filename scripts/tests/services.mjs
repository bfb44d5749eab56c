import { OperatorFault } from '../operator-fault.mjs';
import { onStopSignal } from '../processes/on-stop-signal.mjs';
import { removeThrowAway, throwAwayCluster, throwAwayFolder } from '../postgres/throw-away.mjs';
import { step } from '../progress.mjs';
import { findChromium } from './chromium.mjs';
import { startRedis } from './redis.mjs';

/**
 * Starts what the tests need beside themselves, lends it to `work` as environment variables and takes all of
 * it away again, also when interrupted.
 */
export function withTestServices(work) {
  return withFolderOnly(async ({ folder, signal }) => {
    const cluster = await step('Starting a throw-away PostgreSQL', () => throwAwayCluster(folder));
    signal.throwIfAborted();
    const redis = await startRedis(folder);
    const chromium = findChromium(folder);
    const env = {
      TEST_DATABASE_SERVER_URL: cluster.url('postgres'),
      ...(redis ? { TEST_REDIS_URL: redis.url } : {}),
      ...(chromium ? { TEST_CHROMIUM: chromium } : {}),
    };
    try {
      return await work({ folder, signal, env });
    } finally {
      await redis?.stop();
    }
  });
}

/** For tests that need no server: a folder for their result, and the same care when interrupted. */
export async function withFolderOnly(work) {
  const folder = await throwAwayFolder('tests');
  const interruption = new AbortController();
  const ignoreSignals = onStopSignal((signal) => {
    interruption.abort(new OperatorFault(`Interrupted by ${signal}.`, { exitCode: 130 }));
  });
  try {
    return await work({ folder, signal: interruption.signal, env: {} });
  } finally {
    await removeThrowAway(folder);
    ignoreSignals();
  }
}
