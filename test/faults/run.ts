import { parseArgs } from 'node:util';
import type { FaultsRequest, Tally } from './support/tally';

const TESTS: Readonly<Record<string, () => Promise<{ run(request: FaultsRequest): Promise<Tally> }>>> = {
  house: () => import('./house.js'),
  register: () => import('./register.js'),
  batch: () => import('./batch.js'),
};

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      kills: { type: 'string' },
      documents: { type: 'string' },
      redis: { type: 'boolean', default: false },
    },
  });
  const name = positionals[0] ?? 'house';
  const load = TESTS[name];
  if (!load) throw new Error(`no kill test is called ${name}; there are: ${Object.keys(TESTS).join(', ')}`);
  const number = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : Number(text);
  const tally = await (
    await load()
  ).run({
    kills: number(values.kills),
    documents: number(values.documents),
    redis: values.redis,
  });
  process.stdout.write(`${JSON.stringify(tally)}\n`);
  const { lost, doubled, gaps, brokenLinks, stuck } = tally;
  return lost + doubled + gaps + brokenLinks + stuck === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (fault: unknown) => {
    process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
    // The last line on standard output is a tally also when the test itself failed: nothing it would claim holds.
    const [name = 'house'] = process.argv.slice(2);
    process.stdout.write(
      `${JSON.stringify({ name, kills: 0, lost: -1, doubled: -1, gaps: -1, brokenLinks: -1, stuck: -1, askedAgain: -1 })}\n`,
    );
    process.exit(1);
  },
);
