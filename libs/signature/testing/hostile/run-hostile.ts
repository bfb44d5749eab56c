import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { HostileMessage, HostileRuns } from './hostile-process';

export interface HostileBounds {
  /** For one file. */
  readonly milliseconds: number;
  /** Of the whole process. */
  readonly megabytes: number;
}

/** How it ended: all runs done, or the first that was not as it should be, which `run` and the seed bring back. */
export type HostileEnd =
  | { readonly kind: 'DONE'; readonly runs: number; readonly peakMb: number }
  | {
      readonly kind: 'TOO_SLOW' | 'TOO_LARGE' | 'THREW' | 'DIED';
      readonly run: number;
      readonly why: string;
    };

const SOURCES = join(__dirname, '..', '..', '..', '..', 'test', 'support', 'run-typescript.cjs');

/**
 * Has changed files judged in a process of its own and holds every single one to its bounds from outside: who hangs or takes
 * too much cannot be trusted to notice. A process over its bounds is ended.
 */
export function runHostile(what: HostileRuns, bounds: HostileBounds): Promise<HostileEnd> {
  const child = fork(join(__dirname, 'hostile-process.ts'), [JSON.stringify(what)], {
    execArgv: ['--require', SOURCES, `--max-old-space-size=${bounds.megabytes}`],
    env: { ...process.env },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return new Promise((resolve) => {
    let run = -1;
    let said = '';
    let clock: NodeJS.Timeout | undefined;
    const end = (how: HostileEnd): void => {
      clearTimeout(clock);
      child.kill('SIGKILL');
      resolve(how);
    };
    child.stderr?.on('data', (text: Buffer) => (said = `${said}${text.toString()}`.slice(-2000)));
    child.on('message', (message: HostileMessage) => {
      clearTimeout(clock);
      if ('failed' in message) {
        end({ kind: 'THREW', run: message.failed, why: message.why });
        return;
      }
      const { peakMb } = message;
      if (peakMb > bounds.megabytes) end({ kind: 'TOO_LARGE', run, why: `${Math.round(peakMb)} MB` });
      else if ('done' in message) end({ kind: 'DONE', runs: message.done, peakMb });
      else {
        run = message.begins;
        const late = (): void => end({ kind: 'TOO_SLOW', run, why: `over ${bounds.milliseconds} ms` });
        clock = setTimeout(late, bounds.milliseconds);
      }
    });
    child.on('exit', (code, signal) => end({ kind: 'DIED', run, why: `${code ?? signal ?? ''} ${said}` }));
  });
}
