import { tableOf } from '../../../src/cli/docs/markdown';
import { type FileFacts, sizeOf } from './file-facts';
import type { MainJobRefusal, MainJobRun } from './main-job-run';
import type { Sample } from './sample';

export interface JudgedFile {
  readonly sample: Sample;
  readonly facts: FileFacts;
  readonly refusal: MainJobRefusal | undefined;
  readonly faults: readonly string[];
}

const HEADS = ['file', 'producer', 'PDF', 'size', 'pages', 'outcome'];

/** docs/main-job.md: each file with its outcome, the totals, and how to do it again. */
export function mainJobPage(judged: readonly JudgedFile[], done: MainJobRun): string {
  const own = judged.filter(({ sample }) => sample.kind !== 'given');
  const given = judged.filter(({ sample }) => sample.kind === 'given');
  const parts = [
    '# The main job on files made by others',
    `Written by \`npm run test:interop -- main-job --write-page\`. Each file went from draft to archive through the API of
one private service: uploaded, endorsed, signed with one code, registered, copied, verified, packed.`,
    `**Signed** means: the uploaded file is a byte prefix of the signed one; \`pdfsig\` finds our signature valid and the
whole document covered; \`openssl cms -verify -cades\` accepts it; \`qpdf --check\` says nothing that it did not say of
the upload; the copy opens and has the act's pages, number and date; segnatura and index are valid against the official
schemas (the segnatura but for its seal); the report has our signature as TOTAL_PASSED; the package unpacks and has the
hashes that its index states. A refusal has a code, a text for people and a step.`,
    `## Totals\n\n${totals(judged, done)}`,
    `## Files\n\n${tableOf(HEADS, own.map(rowOf))}`,
  ];
  if (given.length > 0) {
    parts.push(
      `## Further signed files\n\n${given.length} files given by \`INTEROP_FILES\`, each signed before by other
software and many of them broken on purpose, by what they say of their producer.\n\n${givenTable(given)}`,
    );
  }
  parts.push(`## Again\n\n${AGAIN}`);
  return `${parts.join('\n\n')}\n`;
}

const AGAIN = `\`\`\`sh
npm run test:interop -- main-job              # the same judgement, nothing written
npm run test:interop -- main-job --keep       # and the files stay, to be looked at
\`\`\`

- The set is made anew each time: LibreOffice, Chromium, Ghostscript, qpdf, groff, MuPDF, poppler, Graphviz, TIFF tools
  and libraries of Python where they are installed, and the PDFs that system packages brought. What is absent is named
  in the last line.
- \`INTEROP_PYTHON\` names an interpreter that has reportlab, weasyprint, fpdf2, matplotlib, pikepdf, pypdf, pyHanko.
- \`INTEROP_FILES\` names folders of further PDFs; \`STANDARDS_DIR\` one with the schemas of AgID and UNI 11386.`;

function totals(judged: readonly JudgedFile[], { seconds, peaks }: MainJobRun): string {
  const signed = judged.filter(({ refusal, faults }) => !refusal && faults.length === 0);
  const rows = [['signed', String(signed.length)]];
  for (const [code, count] of counted(judged.flatMap(({ refusal }) => refusal?.code ?? [])))
    rows.push([`refused, \`${code}\``, String(count)]);
  const wrong = judged.filter(({ faults }) => faults.length > 0);
  rows.push(['neither as it should be', String(wrong.length)], ['**all**', String(judged.length)]);
  const memory = [...peaks].map(([name, peak]) => `${name} ${Math.round(peak)} MB`).join(', ');
  const bytes = judged.reduce((sum, { facts }) => sum + facts.bytes, 0);
  return `${tableOf(['outcome', 'files'], rows)}\n
${sizeOf(bytes)} in ${Math.round(seconds)} s, starting and stopping the service included, on a machine with other work.
Most memory held: ${memory || 'not measured'}.`;
}

function rowOf({ sample, facts, refusal, faults }: JudgedFile): string[] {
  const outcome = refusal ? `refused: \`${refusal.code}\`` : 'signed';
  return [
    sample.kind,
    sample.producer ?? facts.producer,
    facts.version,
    sizeOf(facts.bytes),
    facts.pages,
    faults.length > 0 ? `**${outcome}, ${faults[0] ?? ''}**` : outcome,
  ];
}

function givenTable(given: readonly JudgedFile[]): string {
  const producers = new Map<string, JudgedFile[]>();
  for (const file of given) {
    const { producer } = file.facts;
    producers.set(producer, [...(producers.get(producer) ?? []), file]);
  }
  const rows = [...producers].sort(([, a], [, b]) => b.length - a.length);
  return tableOf(
    ['producer', 'files', 'signatures', 'outcomes'],
    rows.map(([producer, files]) => [
      producer,
      String(files.length),
      spanOf(files.map(({ facts }) => facts.signatures)),
      counted(files.map(({ refusal, faults }) => (faults.length > 0 ? 'WRONG' : (refusal?.code ?? 'signed'))))
        .map(([outcome, count]) => `${count} ${outcome === 'signed' ? outcome : `\`${outcome}\``}`)
        .join(', '),
    ]),
  );
}

function counted(words: readonly string[]): [word: string, count: number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

function spanOf(numbers: readonly number[]): string {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least === most ? String(least) : `${least}–${most}`;
}
