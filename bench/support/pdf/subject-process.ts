import { existsSync, readFileSync } from 'node:fs';
import type { BenchKeys } from './keys';
import { SUBJECTS } from './subjects';
import type { Measured, Work } from './work';

/** V8 compiles anew for some thousand files; the limit in time keeps slow subjects short. */
const WARM_UP_FILES = 3000;

/** SUBJECT KEYS FILE TARGET SECONDS [WARM]: one subject, over and over; prints what it came to. */
export async function runSubject([
  name = '',
  keysFile = '',
  file = '',
  target = '',
  seconds = '1',
  warm,
]: readonly string[]): Promise<void> {
  const subject = SUBJECTS[name];
  if (!subject) throw new Error(`there is no subject ${name}`);
  const work = subject(JSON.parse(readFileSync(keysFile, 'utf8')) as BenchKeys);
  const idleMb = peakOfProcess();
  // The compiler's time is no figure.
  await repeat(work, warm ?? file, target, { count: warm ? WARM_UP_FILES : 1, seconds: 2 * Number(seconds) });
  await work(file, target);
  const { count, took } = await repeat(work, file, target, { count: Infinity, seconds: Number(seconds) });
  const measured: Measured = { perSecond: count / took, peakMb: peakOfProcess(), idleMb };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}

/** At least once, then until the one limit or the other is reached. */
async function repeat(
  work: Work,
  file: string,
  target: string,
  limit: { readonly count: number; readonly seconds: number },
): Promise<{ readonly count: number; readonly took: number }> {
  const started = performance.now();
  let count = 0;
  let took = 0;
  do {
    await work(file, target);
    count += 1;
    took = (performance.now() - started) / 1000;
  } while (count < limit.count && took < limit.seconds);
  return { count, took };
}

/** Where it is there from the address space alone: what getrusage says begins with the memory of who started us. */
function peakOfProcess(): number {
  const status = '/proc/self/status';
  const peak = existsSync(status) ? /VmHWM:\s*(\d+) kB/.exec(readFileSync(status, 'latin1'))?.[1] : undefined;
  return (peak === undefined ? process.resourceUsage().maxRSS : Number(peak)) / 1024;
}
