import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { samplePdf } from '../../../libs/signature/testing/sample-pdf';
import { javaClassPath } from '../../../test/interop/support/java-program';
import { pyhankoInterpreter } from '../../../test/interop/judges/pyhanko';
import { derFiles, makeKeys } from './keys';
import { runSubject } from './subject-process';
import type { Measured } from './work';

/** What every case needs, in a folder that goes away. */
export interface Place {
  readonly keys: string;
  /** What a subject writes. */
  readonly target: string;
  readonly seconds: number;
  /** A small file, by which every subject and peer is brought up to its speed before the case. */
  readonly warm?: string;
  file(bytes: number): string;
}

export const SIZES: readonly (readonly [name: string, bytes: number])[] = [
  ['300 kB', 300_000],
  ['5 MB', 5_000_000],
  ['50 MB', 50_000_000],
];

export async function withPlace(
  isQuick: boolean,
  work: (place: Place) => Promise<void> | void,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-bench-'));
  const keys = join(folder, 'keys.json');
  const made = makeKeys();
  writeFileSync(keys, JSON.stringify(made));
  for (const [name, der] of derFiles(made)) writeFileSync(join(folder, `${name}.der`), der);
  const file = (bytes: number): string => {
    const path = join(folder, `${bytes}.pdf`);
    writeFileSync(path, samplePdf('Determina di prova', bytes));
    return path;
  };
  try {
    await work({ keys, target: join(folder, 'target.pdf'), seconds: isQuick ? 1 : 6, file });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One subject of subjects.ts in a process of its own; its memory is told by a second one. */
export function measure(subject: string, file: string, place: Place): Measured {
  const figures = runOnce(subject, file, place);
  return place.warm === undefined ? figures : { ...figures, ...memoryOf(subject, file, place) };
}

const ROUNDS = 3;

/**
 * Subjects that are compared with each other, in turns, each in a process of its own for every turn, and of each the best
 * turn: what else the machine does, and the disk that writes behind, only ever slows, and seldom all of them alike.
 */
export function measureInTurns<Name extends string>(
  subjects: Readonly<Record<Name, string>>,
  file: string,
  place: Place,
): Readonly<Record<Name, Measured>> {
  const names = Object.keys(subjects) as Name[];
  const rounds = place.seconds > 1 ? ROUNDS : 1;
  const turn = { ...place, seconds: place.seconds / rounds };
  const best: Partial<Record<Name, Measured>> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const figures = runOnce(subjects[name], file, turn);
      if (figures.perSecond > (best[name]?.perSecond ?? 0)) best[name] = figures;
    }
  }
  const told = names.map((name) => {
    const memory = place.warm === undefined ? {} : memoryOf(subjects[name], file, place);
    return [name, { ...best[name], ...memory }];
  });
  return Object.fromEntries(told) as Record<Name, Measured>;
}

/** Memory of a process that is not warmed up: what a case needs, not what the compiler and other files left behind. */
function memoryOf(subject: string, file: string, place: Place): Pick<Measured, 'peakMb' | 'idleMb'> {
  const { warm: _, ...cold } = place;
  const { peakMb, idleMb } = runOnce(subject, file, { ...cold, seconds: 0.5 });
  return { peakMb, ...(idleMb !== undefined && { idleMb }) };
}

function runOnce(subject: string, file: string, { keys, target, seconds, warm }: Place): Measured {
  const start = `require(process.argv[1]).${runSubject.name}(process.argv.slice(2))`;
  const module = require.resolve('./subject-process');
  const given = [subject, keys, file, target, String(seconds), ...(warm ? [warm] : [])];
  return measured(process.execPath, ['-e', start, module, ...given]);
}

/** pyHanko, by the interpreter of the interop tests; undefined where it is absent. */
export function measurePyhanko(
  what: 'sign' | 'verify',
  file: string,
  { keys, target, seconds, warm }: Place,
): Measured | undefined {
  const python = pyhankoInterpreter();
  if (python === undefined) return undefined;
  const script = join(__dirname, 'python', 'pyhanko_peer.py');
  return measured(python, [script, what, keys, file, target, String(seconds), ...(warm ? [warm] : [])]);
}

/** EU DSS in a Java process of its own; undefined where Java, Maven or the network is absent. */
export function measureDss(
  peer: 'SigningPeer' | 'ValidatingPeer',
  file: string,
  { keys, target, seconds, warm = file }: Place,
): Pick<Measured, 'perSecond'> | undefined {
  const classPath = javaClassPath('dss', 50);
  if (classPath === undefined) return undefined;
  const given = [dirname(keys), warm, file, target, String(seconds)];
  return measured('java', ['-Xmx1g', '-XX:ActiveProcessorCount=1', '-cp', classPath, peer, ...given]);
}

function measured(program: string, args: readonly string[]): Measured {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args[0] ?? ''} failed: ${stderr.slice(-500)}`);
  return JSON.parse(stdout) as Measured;
}
