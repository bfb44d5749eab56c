import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { said, type DisagreementClass } from './disagreements';

/** Writes docs/verification/differential.md: every class of files on which we differ from another engine, and why. */
export async function writePage(
  classes: readonly DisagreementClass[],
  counts: { readonly corpus: number; readonly variants: number; readonly agreed: number },
): Promise<void> {
  const rows = [...classes]
    .sort((left, right) => right.count - left.count)
    .map(
      ({ count, example, sample, reason }) =>
        `| ${sample.file.origin} | ${count} | \`${example}\` | ${said(sample.ours)} | ${said(sample.dss)} | ${said(sample.pyhanko)} | ${reason} |`,
    );
  const text = [
    '# Where other engines say something else',
    '',
    `Written by \`npm run test:interop -- validation --write-page\`: ${counts.corpus} signed files of a corpus (\`CORPUS_DIR\`)`,
    `and ${counts.variants} variants of files of every kind that is signed here, each judged here, by EU DSS and, where it is`,
    `a PDF, by pyHanko. On ${counts.agreed} files everybody agrees whether the file may be taken as intact. Trust is left aside: the`,
    'anchors of most files are nobody’s any more. FAILED: a signature is broken, or something forbidden came after it. INTACT is',
    'said here of files whose every signature is; of EU DSS it means only that it does not say TOTAL_FAILED, and of pyHanko that',
    'value, digest and later changes pass. Reasons are given by kind of disagreement, from the standard and from what each engine',
    'answers; single files, and the other engines’ code, were not looked into.',
    '',
    '| origin | files | for instance | here | EU DSS | pyHanko | who is right, and why |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
  const path = join(process.cwd(), 'docs', 'verification', 'differential.md');
  writeFileSync(path, await format(text, { parser: 'markdown' }));
}
