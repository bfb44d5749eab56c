import { readFileSync } from 'node:fs';
import type { BenchKeys } from './keys';
import { SUBJECTS } from './subjects';

/** SUBJECT KEYS FILE TARGET SECONDS: one subject, over and over; prints what it came to. */
export async function runSubject([
  name = '',
  keysFile = '',
  file = '',
  target = '',
  seconds = '1',
]: readonly string[]): Promise<void> {
  const subject = SUBJECTS[name];
  if (!subject) throw new Error(`there is no subject ${name}`);
  const work = subject(JSON.parse(readFileSync(keysFile, 'utf8')) as BenchKeys);
  await work(file, target); // the compiler's time is no figure
  const started = performance.now();
  let count = 0;
  do {
    await work(file, target);
    count += 1;
  } while (performance.now() - started < Number(seconds) * 1000);
  const perSecond = (count * 1000) / (performance.now() - started);
  process.stdout.write(`${JSON.stringify({ perSecond, peakMb: process.resourceUsage().maxRSS / 1024 })}\n`);
}
