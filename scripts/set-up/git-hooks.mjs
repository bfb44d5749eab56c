import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inRepository, repositoryRoot } from '../repository.mjs';

/** Whoever works in this clone gets its hooks without having to know of them; a machine that tests does not. */
export function useGitHooks() {
  if (process.env.CI || !existsSync(inRepository('.git')) || !existsSync(inRepository('.githooks'))) return;
  const git = (...args) => spawnSync('git', args, { cwd: repositoryRoot, encoding: 'utf8' });
  const current = git('config', '--local', 'core.hooksPath');
  if (current.error || current.stdout.trim() === '.githooks') return;
  git('config', '--local', 'core.hooksPath', '.githooks');
}
