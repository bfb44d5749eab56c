import { OperatorFault } from '../operator-fault.mjs';
import { processIdentity } from '../processes/identity.mjs';
import { isPortFree } from '../processes/ports.mjs';
import { waitFor } from '../processes/wait.mjs';
import { step } from '../progress.mjs';
import { setUp } from '../set-up/set-up.mjs';
import { claimDataFolder } from './data-folder.mjs';
import { fillDatabase, startDatabase } from './database.mjs';
import { forgetProcesses, recordProcesses, stopOrphans } from './orphans.mjs';
import { isReady } from './readiness.mjs';
import { removeServiceFile, writeServiceFile } from './service-file.mjs';
import { startServiceProcess } from './service-process.mjs';
import { localUrl } from './settings.mjs';

const READY_LIMIT_SECONDS = 60;

/**
 * Brings the whole service up on one data folder. `run.stop` takes down what has been started so far, in the
 * order api, worker, PostgreSQL, and may be called at any point; a launch that fails has to be stopped too.
 */
export function prepareLaunch(settings) {
  const run = { settings, lock: null, cluster: null, processes: [], url: localUrl(settings) };
  run.start = (signal) => start(run, signal);
  run.stop = () => stop(run);
  return run;
}

async function start(run, signal) {
  const { settings } = run;
  run.lock = claimDataFolder(settings.dataFolder);
  await stopOrphans(settings.dataFolder);
  await requireFreePort(settings);
  await setUp();
  signal.throwIfAborted();
  const onStarted = (cluster) => (run.cluster = cluster);
  const database = await startDatabase({ ...settings, onStarted });
  signal.throwIfAborted();
  run.env = serviceEnvironment(settings, database.env);
  await fillDatabase({ ...settings, env: run.env, signal });
  await step('Starting api and worker', () => startProcesses(run, signal));
}

function serviceEnvironment({ env, dataFolder, host, port, isDemo }, databaseEnv) {
  const own = { DATA_DIR: dataFolder, HOST: host, PORT: String(port), DEMO: String(isDemo) };
  // A queue or a store named by the operator stays; only what was not given is filled in.
  return { ...databaseEnv, ...withoutEmpty(env), ...own };
}

const withoutEmpty = (env) => Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));

async function requireFreePort({ host, port }) {
  const free = await isPortFree(port, host).catch((fault) => {
    throw new OperatorFault(`HOST=${host}, PORT=${port} cannot be used here (${fault.code}): choose others.`);
  });
  if (free) return;
  throw new OperatorFault(
    `Port ${port} is taken by another program: stop that one, or choose another port, as in PORT=${port + 1} npm start`,
  );
}

async function startProcesses(run, signal) {
  const { dataFolder } = run.settings;
  for (const [name, entry] of [
    ['api', 'dist/src/main.js'],
    ['worker', 'dist/src/worker.js'],
  ]) {
    run.processes.push(startServiceProcess({ name, entry, dataFolder, env: run.env }));
    recordProcesses(dataFolder, run.processes);
  }
  const [api] = run.processes;
  const death = firstDeath(run.processes);
  const ready = waitFor(() => signal.aborted || isReady(run.url, api.pid), { seconds: READY_LIMIT_SECONDS });
  const outcome = await Promise.race([death, ready]);
  signal.throwIfAborted();
  if (outcome instanceof OperatorFault) throw outcome;
  if (!outcome) throw deathOf(api, `not ready after ${READY_LIMIT_SECONDS} s`);
  const { pid } = process;
  writeServiceFile(dataFolder, { pid, identity: processIdentity(pid), url: run.url, apiPid: api.pid });
}

/** Resolves, with what to tell the operator, when a process ends that nobody asked to end. */
export function firstDeath(processes) {
  return Promise.race(processes.map((one) => one.ended.then((reason) => deathOf(one, reason))));
}

function deathOf({ name, logFile, lastLines }, reason) {
  const lines = lastLines().map((line) => `    ${line}`);
  return new OperatorFault(
    [`The ${name} stopped unexpectedly (${reason}). The end of ${logFile}:`, ...lines].join('\n'),
  );
}

async function stop(run) {
  const { dataFolder } = run.settings;
  if (!run.lock) return;
  removeServiceFile(dataFolder);
  for (const one of run.processes) await one.stop();
  await run.cluster?.stop();
  forgetProcesses(dataFolder);
  run.lock.release();
}
