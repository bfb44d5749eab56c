import { existsSync } from 'node:fs';
import { runAndCapture } from '../processes/run-to-end.mjs';
import { say, secondsSince } from '../progress.mjs';
import { inRepository, repositoryRoot } from '../repository.mjs';
import { setUp } from '../set-up/set-up.mjs';

const cache = (name) => inRepository('node_modules', '.cache', name);
const program = (...path) => inRepository('node_modules', ...path);

/** Everything that can be said of the code without running it. */
const CHECKS = [
  {
    name: 'format',
    args: () => [
      program('prettier', 'bin', 'prettier.cjs'),
      ...['--check', '--log-level=warn', '--cache', '--cache-location', cache('check-prettier'), '.'],
    ],
  },
  {
    name: 'lint',
    args: () => [
      program('eslint', 'bin', 'eslint.js'),
      ...[
        '--cache',
        '--cache-strategy=content',
        '--cache-location',
        cache('check-eslint'),
        '--max-warnings=0',
        '.',
      ],
    ],
  },
  { name: 'types', args: () => [program('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json'] },
  {
    name: 'types of web',
    appliesTo: 'web/tsconfig.json',
    args: () => [program('typescript', 'bin', 'tsc'), '-p', 'web/tsconfig.json'],
  },
  {
    name: 'import rules',
    args: () => [
      program('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      ...['--config', '.dependency-cruiser.cjs', 'src', 'libs', 'migrations'],
    ],
  },
  { name: 'dead code', args: () => [program('knip', 'bin', 'knip.js'), '--no-progress'] },
];

/** `npm run check`: all of them run, so that one answer tells everything there is to put right. */
export async function run() {
  await setUp({ withBuild: false });
  const failed = [];
  for (const check of CHECKS) {
    if (check.appliesTo && !existsSync(inRepository(check.appliesTo))) continue;
    if (!(await passes(check))) failed.push(check.name);
  }
  process.stdout.write(
    failed.length === 0 ? 'check: all passed\n' : `check: failed in ${failed.join(', ')}\n`,
  );
  return failed.length === 0 ? 0 : 1;
}

async function passes({ name, args }) {
  const started = performance.now();
  const { exitCode, output } = await runAndCapture(process.execPath, args(), {
    cwd: repositoryRoot,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  say(`- ${name}: ${exitCode === 0 ? 'passed' : 'FAILED'} in ${secondsSince(started)} s`);
  if (exitCode !== 0) say(`${output.trim()}\n`);
  return exitCode === 0;
}
