import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Report } from './support/report';

export interface BenchOptions {
  /** Short runs: to see that it works, not to quote. */
  readonly isQuick: boolean;
  /** Whether the case of this name is to be run: all of them, or the one that was asked for. */
  readonly isWanted: (name: string) => boolean;
}

export interface Benchmark {
  run(options: BenchOptions, report: Report): Promise<void>;
}

/** `run.js NAME [--json] [--quick] [--only CASE]`: the door of `npm run bench`; the launcher has checked the name. */
async function main([name = '', ...args]: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean' }, quick: { type: 'boolean' }, only: { type: 'string' } },
  });
  const benchmark = (await import(pathToFileURL(join(__dirname, `${name}.js`)).href)) as Benchmark;
  const isWanted = (one: string): boolean => values.only === undefined || one === values.only;
  const report = new Report(name, values.json ?? false);
  await benchmark.run({ isQuick: values.quick ?? false, isWanted }, report);
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (fault: unknown) => {
    process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
    process.exit(1);
  },
);
