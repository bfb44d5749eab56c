import { OperatorFault } from '../operator-fault.mjs';
import { onStopSignal } from '../processes/on-stop-signal.mjs';
import { freePort } from '../processes/ports.mjs';
import { runToEnd } from '../processes/run-to-end.mjs';
import { removeThrowAway, throwAwayFolder } from '../postgres/throw-away.mjs';
import { say } from '../progress.mjs';
import { inRepository } from '../repository.mjs';
import { prepareLaunch } from '../service/launch.mjs';
import { isReady } from '../service/readiness.mjs';
import { readServiceFile } from '../service/service-file.mjs';
import { dataFolder, launchSettings } from '../service/settings.mjs';
import { setUp } from '../set-up/set-up.mjs';

/** `npm run main-job`: the main job on real files, on the running service or on a private one. */
export async function run(args) {
  const interruption = new AbortController();
  onStopSignal((signal) => {
    interruption.abort(new OperatorFault(`Interrupted by ${signal}.`, { exitCode: 130 }));
  });
  const running = readServiceFile(dataFolder());
  if (running) return onRunningService(running, args, interruption.signal);
  return onPrivateService(args, interruption.signal);
}

async function onRunningService({ url, apiPid }, args, signal) {
  await setUp();
  if (!(await isReady(url, apiPid))) {
    throw new OperatorFault(
      `The service at ${url} is running but not ready: look into its logs, or stop it.`,
    );
  }
  say(`Using the running service at ${url}`);
  return runClient(url, args, { env: process.env, signal });
}

async function onPrivateService(args, signal) {
  const folder = await throwAwayFolder('main-job');
  // Nothing of the operator's own database, queue or store may be touched by a service that is removed.
  const { DATABASE_URL, DATABASE_OWNER_URL, QUEUE_URL, OBJECT_STORE, ...env } = process.env;
  const port = String(await freePort());
  const launch = prepareLaunch(
    launchSettings({ ...env, DATA_DIR: folder, HOST: '127.0.0.1', PORT: port, DEMO: 'true' }),
  );
  try {
    await launch.start(signal);
    return await runClient(launch.url, args, { env: launch.env, signal });
  } finally {
    await launch.stop();
    await removeThrowAway(folder);
  }
}

function runClient(url, args, { env, signal }) {
  const cli = inRepository('dist', 'src', 'cli.js');
  return runToEnd(process.execPath, [cli, 'main-job', '--url', url, ...args], { env, signal });
}
