import { existsSync, readdirSync } from 'node:fs';
import { OperatorFault } from '../operator-fault.mjs';
import { runAndCapture } from '../processes/run-to-end.mjs';
import { inRepository } from '../repository.mjs';

/** The page is built as soon as there is one: an empty web folder is not a fault. */
export function hasWeb() {
  const web = inRepository('web');
  return existsSync(web) && readdirSync(web).some((name) => /^(index\.html|vite\.config\.\w+)$/.test(name));
}

export async function buildWeb(folder) {
  const vite = inRepository('node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'];
  const { exitCode, output } = await runAndCapture(process.execPath, args, { cwd: inRepository('web') });
  if (exitCode !== 0)
    throw new OperatorFault(`The page in web/ could not be built:\n${withoutStack(output)}`);
}

const withoutStack = (output) =>
  output
    .split('\n')
    .filter((line) => line.trim() && !/^\s+at /.test(line))
    .join('\n');
