import { readFileSync } from 'node:fs';
import { numbers } from '../numbers';
import type { HostileFile } from './judged-here';
import { mutate } from './mutate';

/** What the process is asked for, by its one argument. */
export interface HostileRuns {
  /** Module with a function `judge`. */
  readonly judge: string;
  readonly seed: number;
  readonly runs: number;
  /** Files to start from; `contents` as {@link HostileFile} has them. */
  readonly files: readonly { readonly path: string; readonly contents: readonly string[] }[];
}

/** What it says: which run begins, with the most memory that it has had before; and what was thrown. */
export type HostileMessage =
  | { readonly begins: number; readonly peakMb: number }
  | { readonly failed: number; readonly why: string }
  | { readonly done: number; readonly peakMb: number };

/** Judges changed files one after the other. Each run can be had again by itself: its numbers begin with its own. */
async function run({ judge: module, seed, runs, files }: HostileRuns): Promise<void> {
  const { judge } = (await import(module)) as { judge: (file: HostileFile) => Promise<void> };
  const known = files.map(({ path, contents }) => ({
    file: readFileSync(path),
    contents: contents.map((each) => readFileSync(each)),
  }));
  for (let at = 0; at < runs; at += 1) {
    tell({ begins: at, peakMb: peakMb() });
    const next = numbers(Math.imul(seed + at, 2_654_435_761));
    const one = known[at % known.length];
    const other = known[next(known.length)];
    if (!one || !other) throw new Error('there is no file to start from');
    try {
      await judge({ ...one, file: mutate(one.file, other.file, next) });
    } catch (fault) {
      tell({ failed: at, why: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) });
      return;
    }
  }
  tell({ done: runs, peakMb: peakMb() });
}

function tell(message: HostileMessage): void {
  process.send?.(message);
}

/** Of the whole process, buffers and the memory of libxml2 included; only Linux tells. */
function peakMb(): number {
  const kb = /VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
  return Number(kb ?? 0) / 1024;
}

void run(JSON.parse(process.argv[2] ?? '{}') as HostileRuns).finally(() => process.disconnect());
