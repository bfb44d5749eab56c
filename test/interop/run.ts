import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isPresent } from './support/program';
import { Tally } from './support/tally';

export interface InteropOptions {
  /** The files that were made stay where they are, for whoever wants to look at them. */
  readonly keeps: boolean;
  /** The outcome goes into docs/. */
  readonly writesPage: boolean;
}

interface InteropCase {
  run(tally: Tally, options: InteropOptions): Promise<void>;
}

const CASES = [
  'asn1-readers',
  'validation',
  'signatures',
  'pades-levels',
  'cades-levels',
  'xades-asic',
  'asic-levels',
  'pdfa',
  'protocol-documents',
  'earlier-signatures',
  'csc',
  'signed-elsewhere',
  'main-job',
];
const ORACLES = ['pdfsig', 'pdfinfo', 'pdftotext', 'qpdf', 'openssl', 'xmllint', 'unzip'];

/** `run.js [CASE] [--keep] [--write-page]`: our outputs judged by software that others wrote. */
async function main(args: readonly string[]): Promise<number> {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const unknown = args.filter((arg) => arg.startsWith('--') && !['--keep', '--write-page'].includes(arg));
  if (unknown.length > 0)
    throw new Error(`unknown option ${unknown.join(' ')}; there are --keep and --write-page`);
  const options = { keeps: args.includes('--keep'), writesPage: args.includes('--write-page') };
  const tally = new Tally();
  for (const oracle of ORACLES.filter((program) => !isPresent(program))) tally.absent(oracle);
  if (!process.env.STANDARDS_DIR) tally.absent('official schemas (STANDARDS_DIR)');
  for (const name of names.length > 0 ? names : CASES) {
    const test = (await import(pathToFileURL(join(__dirname, `${name}.js`)).href)) as InteropCase;
    await test.run(tally, options);
  }
  process.stdout.write(`${tally.toString()}\n`);
  return tally.hasFailed ? 1 : 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (fault: unknown) => {
    process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
    process.stdout.write('interop: 0 passed, 1 failed, absent: unknown\n');
    process.exit(1);
  },
);
