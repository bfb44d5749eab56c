import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isPresent } from './program';

/** Folder of the programs of a Python with these packages, made once by PyPI; undefined without Python or network. */
export function pythonWith(
  name: string,
  packages: readonly string[],
  modules: readonly string[],
): string | undefined {
  if (!isPresent('python3')) return undefined;
  const folder = join(process.cwd(), 'node_modules', '.cache', `interop-${name}`);
  const bin = join(folder, 'bin');
  const python = join(bin, 'python3');
  const has = (): boolean =>
    existsSync(python) && spawnSync(python, ['-c', `import ${modules.join(', ')}`]).status === 0;
  if (has()) return bin;
  spawnSync('python3', ['-m', 'venv', folder]);
  spawnSync(python, ['-m', 'pip', 'install', '-q', ...packages]);
  return has() ? bin : undefined;
}
