import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Report } from './support/report';

export interface BenchOptions {
  /** Short runs: to see that it works, not to quote. */
  readonly isQuick: boolean;
}

export interface Benchmark {
  run(options: BenchOptions, report: Report): Promise<void>;
}

/** `run.js NAME [--json] [--quick]`: the door of `npm run bench`; the launcher has checked the name. */
async function main([name = '', ...options]: readonly string[]): Promise<void> {
  const unknown = options.filter((option) => !['--json', '--quick'].includes(option));
  if (unknown.length > 0)
    throw new Error(`unknown option ${unknown.join(' ')}; there are --json and --quick`);
  const benchmark = (await import(pathToFileURL(join(__dirname, `${name}.js`)).href)) as Benchmark;
  await benchmark.run({ isQuick: options.includes('--quick') }, new Report(name, options.includes('--json')));
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (fault: unknown) => {
    process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
    process.exit(1);
  },
);
