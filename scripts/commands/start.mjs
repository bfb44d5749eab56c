import { firstDeath, prepareLaunch } from '../service/launch.mjs';
import { operatorCommand } from '../service/operator-command.mjs';
import { databaseDeath } from '../service/database-watch.mjs';
import { launchSettings } from '../service/settings.mjs';
import { onStopSignal } from '../processes/on-stop-signal.mjs';
import { say, secondsSince } from '../progress.mjs';

/** `npm start`: the whole service until Ctrl-C, or until one of its processes ends without being asked. */
export async function run() {
  const started = performance.now();
  const launch = prepareLaunch(launchSettings());
  const stopRequest = new AbortController();
  onStopSignal((signal) => {
    say(`Stopping (${signal}) ...`);
    stopRequest.abort();
  });
  try {
    await launch.start(stopRequest.signal);
    await announce(launch, secondsSince(started));
    const fault = await Promise.race([
      firstDeath(launch.processes),
      databaseDeath(launch.cluster),
      aborted(stopRequest.signal),
    ]);
    if (fault) throw fault;
  } catch (fault) {
    if (!stopRequest.signal.aborted) throw fault;
  } finally {
    await launch.stop();
  }
  say('Stopped.');
  return 0;
}

async function announce({ url, settings, env }, seconds) {
  const lines = [``, `Libro Firma is ready after ${seconds} s: ${url}`];
  if (settings.isDemo) lines.push((await operatorCommand(['demo-logins'], { env })).trimEnd());
  lines.push(`Data in ${settings.dataFolder}; logs in its folder "logs". Ctrl-C stops everything.`, ``);
  process.stdout.write(`${lines.join('\n')}\n`);
}

function aborted(signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null));
  });
}
