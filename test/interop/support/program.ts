import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  /** Both streams, errors last. */
  readonly output: string;
}

const LONGEST_MS = 300_000;
const MOST_OUTPUT = 256 * 1024 * 1024;
const present = new Map<string, boolean>();

/** True when the program can be started; asked once. */
export function isPresent(program: string): boolean {
  const known = present.get(program);
  if (known !== undefined) return known;
  const found =
    existsSync(program) || spawnSync('sh', ['-c', 'command -v "$0" >/dev/null', program]).status === 0;
  present.set(program, found);
  return found;
}

/** Runs a program of others to its end, with a plain locale so that what it says can be read. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly input?: Buffer | string } = {},
): Ran {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    ...options,
    encoding: 'utf8',
    timeout: LONGEST_MS,
    maxBuffer: MOST_OUTPUT,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  if (error && (error as NodeJS.ErrnoException).code === 'ENOENT')
    throw new Error(`${program} is not installed`);
  return { status, stdout, output: `${stdout}${stderr}${error ? error.message : ''}` };
}

/** As runProgram; anything but a success is thrown with the end of what the program said. */
export function mustRun(
  program: string,
  args: readonly string[],
  options?: { readonly cwd?: string; readonly input?: Buffer | string },
): string {
  const { status, stdout, output } = runProgram(program, args, options);
  if (status !== 0) throw new Error(`${program} ended with ${status ?? 'a signal'}: ${output.slice(-300)}`);
  return stdout;
}
