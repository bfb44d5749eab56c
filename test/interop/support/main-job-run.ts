import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../../../src/version';

export interface MainJobRefusal {
  readonly file: string;
  readonly code: string;
  readonly message: string;
  readonly step: string;
}

export interface MainJobRun {
  readonly exitCode: number | null;
  readonly seconds: number;
  readonly refusals: readonly MainJobRefusal[];
  /** Most memory that each process of the service held, in MB, by its name. */
  readonly peaks: ReadonlyMap<string, number>;
  /** The last of what it said beside its results. */
  readonly said: string;
}

const LOOK_EVERY_MS = 2000;
const PROCESSES: Readonly<Record<string, string>> = { 'main.js': 'api', 'worker.js': 'worker' };

/** The main job on all these files in one private service, as anybody starts it: by the command. */
export async function runMainJob(files: readonly string[], out: string): Promise<MainJobRun> {
  const started = performance.now();
  const args = ['main-job', ...files.flatMap((file) => ['--in', file]), '--out', out, '--json'];
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'run.mjs'), ...args], {
    // A folder where no service runs, so that none of the operator's own is used.
    env: { ...process.env, DATA_DIR: join(out, '.no-service') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const refusals: MainJobRefusal[] = [];
  const peaks = new Map<string, number>();
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)));
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('{')) refusals.push(JSON.parse(line) as MainJobRefusal);
  });
  const watch = setInterval(() => notePeaks(child.pid, peaks), LOOK_EVERY_MS);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearInterval(watch);
  return { exitCode, seconds: (performance.now() - started) / 1000, refusals, peaks, said };
}

/** Linux alone tells; elsewhere the map stays empty. */
function notePeaks(parent: number | undefined, peaks: Map<string, number>): void {
  for (const pid of namesIn('/proc').filter((name) => /^\d+$/.test(name))) {
    const status = textOf(`/proc/${pid}/status`);
    if (Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) !== parent) continue;
    const entry = textOf(`/proc/${pid}/cmdline`)
      .split('\0')
      .find((part) => /dist\/src\/\w+\.js$/.test(part));
    const name = PROCESSES[entry?.split('/').at(-1) ?? ''];
    const peak = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
    if (name) peaks.set(name, Math.max(peaks.get(name) ?? 0, peak));
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // the process is gone
  }
}
