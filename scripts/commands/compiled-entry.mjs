import { existsSync, readdirSync } from 'node:fs';
import { OperatorFault } from '../operator-fault.mjs';
import { onStopSignal } from '../processes/on-stop-signal.mjs';
import { runToEnd } from '../processes/run-to-end.mjs';
import { inRepository } from '../repository.mjs';
import { setUp } from '../set-up/set-up.mjs';

/**
 * Runs dist/FOLDER/run.js with the arguments as they came and keeps its exit code. A first argument that is
 * not an option names a case, a file of that folder; one that does not exist is answered with those that do.
 */
export async function runCompiled({ folder, what, args, needsName = false }) {
  await setUp();
  const cases = namesIn(folder);
  const name = args[0]?.startsWith('-') ? undefined : args[0];
  if (cases.length > 0 || name || needsName) requireCase({ name, cases, what, needsName });
  const entry = inRepository('dist', folder, 'run.js');
  if (!existsSync(entry))
    throw new OperatorFault(`There is no ${what} yet: ${folder}/run.ts does not exist.`);
  const interruption = new AbortController();
  onStopSignal((signal) => {
    interruption.abort(new OperatorFault(`Interrupted by ${signal}.`, { exitCode: 130 }));
  });
  return runToEnd(process.execPath, ['--enable-source-maps', entry, ...args], {
    signal: interruption.signal,
  });
}

function requireCase({ name, cases, what, needsName }) {
  if (name ? cases.includes(name) : !needsName) return;
  const known = cases.length > 0 ? cases.join(', ') : 'none yet';
  const problem = name ? `There is no ${what} "${name}".` : `Name a ${what}.`;
  throw new OperatorFault(`${problem} There are: ${known}`);
}

/** A case is a file of the folder itself; what several cases share is in folders below it. */
function namesIn(folder) {
  const path = inRepository('dist', folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((file) => file.endsWith('.js') && file !== 'run.js')
    .map((file) => file.slice(0, -'.js'.length))
    .sort();
}
