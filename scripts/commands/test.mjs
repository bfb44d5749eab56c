import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorFault } from '../operator-fault.mjs';
import { runToEnd } from '../processes/run-to-end.mjs';
import { say } from '../progress.mjs';
import { inRepository, repositoryRoot } from '../repository.mjs';
import { setUp } from '../set-up/set-up.mjs';
import { countsOf, lastLine, skippedSuites } from '../tests/jest-outcome.mjs';
import { withFolderOnly, withTestServices } from '../tests/services.mjs';

/** `npm test [-- jest's own arguments]`: the last line has the figures, whatever happened before. */
export async function run(args) {
  const { exitCode, ...counts } = await runTests(args).catch(countFault);
  process.stdout.write(`${lastLine(counts)}\n`);
  return exitCode;
}

async function runTests(args) {
  const isBuilt = await setUpOrSay();
  const withServices = needsServices(args) ? withTestServices : withFolderOnly;
  const result = await withServices((services) => runJest(args, services));
  const counts = result ? countsOf(result) : { passed: 0, failed: 1, skipped: 0 };
  if (!isBuilt) counts.failed += 1;
  if (result) reportSkipped(result, args);
  const ran = counts.passed + counts.failed;
  if (ran === 0) say('No test ran.');
  return { ...counts, exitCode: counts.failed > 0 || ran === 0 ? 1 : 0 };
}

function countFault(fault) {
  const isForOperator = fault instanceof OperatorFault;
  say(isForOperator ? fault.message : fault.stack);
  return { passed: 0, failed: 1, skipped: 0, exitCode: isForOperator ? fault.exitCode : 1 };
}

/** Those who ask for the quick projects alone do not wait for a database that nobody would use. */
function needsServices(args) {
  const option = args.indexOf('--selectProjects');
  if (option < 0) return true;
  const following = args.slice(option + 1);
  const end = following.findIndex((arg) => arg.startsWith('-'));
  const projects = end < 0 ? following : following.slice(0, end);
  return projects.some((project) => !['unit', 'architecture'].includes(project));
}

/** What does not build is one failure more, but keeps nobody from hearing how the tests went. */
async function setUpOrSay() {
  try {
    await setUp();
    return true;
  } catch (fault) {
    if (!(fault instanceof OperatorFault) || !existsSync(inRepository('node_modules', 'jest'))) throw fault;
    say(fault.message);
    return false;
  }
}

async function runJest(args, { env, folder, signal }) {
  const resultFile = join(folder, 'jest-result.json');
  const jest = inRepository('node_modules', 'jest', 'bin', 'jest.js');
  const ownArgs = ['--ci', '--json', `--outputFile=${resultFile}`];
  const exitCode = await runToEnd(process.execPath, [jest, ...ownArgs, ...args], {
    cwd: repositoryRoot,
    // Its standard output would be the JSON that is in the file already; people read standard error.
    stdio: ['inherit', 'ignore', 'inherit'],
    env: { ...process.env, ...env, NODE_ENV: 'test' },
    signal,
  });
  if (!existsSync(resultFile)) {
    say(`jest ended with exit code ${exitCode} and without a result.`);
    return null;
  }
  const result = JSON.parse(readFileSync(resultFile, 'utf8'));
  return result.wasInterrupted || (exitCode !== 0 && result.success) ? null : result;
}

/** Tests that were left out by a filter of the caller's own are no news to the caller. */
function reportSkipped(result, args) {
  if (args.some((arg) => /^(-t|--testNamePattern)/.test(arg))) return;
  for (const line of skippedSuites(result)) say(`Skipped: ${line}`);
}
