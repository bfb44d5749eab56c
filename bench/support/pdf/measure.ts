import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplePdf } from '../../../libs/signature/testing/sample-pdf';
import { makeKeys } from './keys';
import { runSubject } from './subject-process';

export interface Measured {
  readonly perSecond: number;
  readonly peakMb: number;
}

/** What every case needs, in a folder that goes away. */
export interface Place {
  readonly keys: string;
  /** What a subject writes. */
  readonly target: string;
  readonly seconds: number;
  file(bytes: number): string;
}

export const SIZES: readonly (readonly [name: string, bytes: number])[] = [
  ['300 kB', 300_000],
  ['5 MB', 5_000_000],
  ['50 MB', 50_000_000],
];

export function withPlace(isQuick: boolean, work: (place: Place) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-bench-'));
  const keys = join(folder, 'keys.json');
  writeFileSync(keys, JSON.stringify(makeKeys()));
  const file = (bytes: number): string => {
    const path = join(folder, `${bytes}.pdf`);
    writeFileSync(path, samplePdf('Determina di prova', bytes));
    return path;
  };
  try {
    work({ keys, target: join(folder, 'target.pdf'), seconds: isQuick ? 1 : 6, file });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One subject of subjects.ts in a process of its own. */
export function measure(subject: string, file: string, { keys, target, seconds }: Place): Measured {
  const start = `require(process.argv[1]).${runSubject.name}(process.argv.slice(2))`;
  const module = require.resolve('./subject-process');
  return measured(process.execPath, ['-e', start, module, subject, keys, file, target, String(seconds)]);
}

/** pyHanko, by the interpreter that INTEROP_PYTHON names (python3 when it names none); undefined where it is absent. */
export function measurePyhanko(
  what: 'sign' | 'verify',
  file: string,
  { keys, target, seconds }: Place,
): Measured | undefined {
  const python = process.env.INTEROP_PYTHON ?? 'python3';
  if (spawnSync(python, ['-c', 'import pyhanko']).status !== 0) return undefined;
  const script = join(__dirname, 'python', 'pyhanko_peer.py');
  return measured(python, [script, what, keys, file, target, String(seconds)]);
}

function measured(program: string, args: readonly string[]): Measured {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args[0] ?? ''} failed: ${stderr.slice(-500)}`);
  return JSON.parse(stdout) as Measured;
}
