// Holds `verify` to a corpus of signed files with stated verdicts, by the corpus's own scorer. Where a stated verdict is
// wrong, docs/verification/disagreements.md proves it from the bytes: such a row is no fault, any other one is.
// Usage: node .ci/corpus-score.mjs FOLDER_OF_THE_CORPUS
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const MAX_UNCLEAN = 0.1;
const MAX_REJECTED = 0.02;

const scorer = spawnSync(
  process.execPath,
  [join(process.argv[2], 'score.mjs'), '--cmd', 'node dist/src/cli.js verify --json'],
  { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
);
process.stdout.write(scorer.stdout + scorer.stderr);

const proven = readFileSync('docs/verification/disagreements.md', 'utf8');
const unproven = scorer.stdout
  .split('\n')
  .filter((line) => line.startsWith('negative'))
  .filter((line) => !proven.includes(`\`${/\/([0-9a-f]{8})_/.exec(line)?.[1] ?? 'no name'}\``));

const [unclean, valid] = figures(/valid but not clean (\d+)\/(\d+)/);
const [rejected, corroborated] = figures(/\(corroborated (\d+)\/(\d+)\)/);
const faults = [
  ...unproven.map((line) => `accepted, and not proven right: ${line}`),
  ...(unclean > MAX_UNCLEAN * valid ? [`${unclean} of ${valid} valid files are not clean`] : []),
  ...(rejected > MAX_REJECTED * corroborated
    ? [`${rejected} of ${corroborated} good files are rejected`]
    : []),
  ...(/of their positives: none/.test(scorer.stdout) ? [] : ['a format has under 90 % of its positives']),
];
for (const fault of faults) process.stdout.write(`FAULT: ${fault}\n`);
process.exit(faults.length === 0 ? 0 : 1);

function figures(pattern) {
  const found = pattern.exec(scorer.stdout);
  if (!found) throw new Error(`the scorer did not print ${pattern.source}`);
  return [Number(found[1]), Number(found[2])];
}
