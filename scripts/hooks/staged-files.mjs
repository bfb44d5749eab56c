import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inRepository, repositoryRoot } from '../repository.mjs';

const FORMATTED = /\.(?:ts|tsx|js|mjs|cjs|json|css|html|md|ya?ml)$/;

function stagedFiles() {
  const args = ['diff', '--cached', '--name-only', '--diff-filter=ACMR', '-z'];
  const { stdout } = spawnSync('git', args, { cwd: repositoryRoot, encoding: 'utf8' });
  // Staged and removed since is the business of the next commit.
  return stdout.split('\0').filter((file) => file && existsSync(inRepository(file)));
}

function passes(program, args, files) {
  if (files.length === 0) return true;
  const { status } = spawnSync(process.execPath, [inRepository('node_modules', program), ...args, ...files], {
    cwd: repositoryRoot,
    stdio: 'inherit',
  });
  return status === 0;
}

function check() {
  // Nothing installed yet, nothing to check with: `npm run check` will tell.
  if (!existsSync(inRepository('node_modules', 'prettier'))) return true;
  const files = stagedFiles();
  // Lint needs the types of the whole tree, tens of seconds for one file: it is the business of `npm run check`.
  return passes(
    'prettier/bin/prettier.cjs',
    ['--check', '--log-level=warn', '--ignore-unknown'],
    files.filter((file) => FORMATTED.test(file)),
  );
}

process.exitCode = check() ? 0 : 1;
