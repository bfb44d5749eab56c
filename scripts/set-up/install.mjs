import { writeFileSync } from 'node:fs';
import { OperatorFault } from '../operator-fault.mjs';
import { runAndCapture } from '../processes/run-to-end.mjs';
import { step } from '../progress.mjs';
import { inRepository, repositoryRoot } from '../repository.mjs';
import { fingerprintOf, readStamp } from './fingerprint.mjs';

// Inside node_modules on purpose: who removes that folder removes the claim that it is complete.
const stampPath = inRepository('node_modules', '.libro-firma-lock');

/** Installs exactly what the lock says when it is not what is installed; true when it had to. */
export async function installWhenChanged() {
  const wanted = fingerprintOf(['package-lock.json'], process.platform, process.arch);
  if (readStamp(stampPath) === wanted) return false;
  await step('Installing packages (npm ci)', installFromLock);
  writeFileSync(stampPath, wanted);
  return true;
}

async function installFromLock() {
  // Said on the command line because NODE_ENV=production would leave out what builds and tests.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { exitCode, output } = await runAndCapture('npm', args, { cwd: repositoryRoot });
  if (exitCode === 0) return;
  const reason = output.trim().split('\n').slice(-15).join('\n');
  throw new OperatorFault(`npm could not install the packages (exit code ${exitCode}):\n${reason}`);
}
