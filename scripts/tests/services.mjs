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
export async function withTestServices(work) {
  const folder = await throwAwayFolder('tests');
  const interruption = new AbortController();
  const ignoreSignals = onStopSignal((signal) => {
    interruption.abort(new OperatorFault(`Interrupted by ${signal}.`, { exitCode: 130 }));
  });
  let redis = null;
  try {
    const cluster = await step('Starting a throw-away PostgreSQL', () => throwAwayCluster(folder));
    interruption.signal.throwIfAborted();
    redis = await startRedis(folder);
    const chromium = findChromium(folder);
    return await work({
      signal: interruption.signal,
      folder,
      env: {
        TEST_DATABASE_SERVER_URL: cluster.url('postgres'),
        ...(redis ? { TEST_REDIS_URL: redis.url } : {}),
        ...(chromium ? { TEST_CHROMIUM: chromium } : {}),
      },
    });
  } finally {
    await redis?.stop();
    await removeThrowAway(folder);
    ignoreSignals();
  }
}
