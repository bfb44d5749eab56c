import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bufferSource } from '@libro-firma/pdf';
import { createDemoPki, signPades } from '@libro-firma/signature';
import { isPresent, runProgram } from './support/program';
import type { Tally } from './support/tally';

/** What pdfsig says of one signature, but for whether it is the last. */
interface Finding {
  readonly ranges: string;
  readonly validation: string;
}

/**
 * A further signature on every signed PDF of the folder CORPUS_DIR that can be signed: pdfsig finds each earlier
 * signature as it found it before, over the same bytes.
 */
export function run(tally: Tally): Promise<void> {
  const corpus = process.env.CORPUS_DIR;
  if (!corpus) tally.absent('signed files of others (CORPUS_DIR)');
  else if (isPresent('pdfsig')) signEach(tally, corpus);
  return Promise.resolve();
}

function signEach(tally: Tally, corpus: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-earlier-'));
  const pki = createDemoPki({ organisation: 'Comune di Prova', now: new Date() });
  const person = pki.issueSigner({
    givenName: 'Anna',
    surname: 'Neri',
    taxCode: 'NRENNA70A41H501Y',
    kind: 'ec',
  });
  const declined = new Map<string, number>();
  let signed = 0;
  try {
    for (const file of pdfsIn(corpus)) {
      const before = findingsOf(file);
      if (before.length === 0) continue;
      const bytes = readFileSync(file);
      const made = signPades(bufferSource(bytes), person, person.key);
      if (!made.ok) {
        declined.set(made.refusal.code, (declined.get(made.refusal.code) ?? 0) + 1);
        continue;
      }
      signed += 1;
      const path = join(folder, 'signed.pdf');
      writeFileSync(path, Buffer.concat([bytes, made.value.increment]));
      tally.check(`a further signature on ${file.slice(corpus.length + 1)}`, () =>
        changed(before, findingsOf(path)),
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const reasons = [...declined].map(([code, count]) => `${count} ${code}`).join(', ');
  process.stdout.write(`  ${signed} files signed further; declined: ${reasons || 'none'}\n`);
}

function pdfsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path.toLowerCase().endsWith('.pdf') && statSync(path).isFile())
    .sort();
}

function findingsOf(file: string): readonly Finding[] {
  const { stdout } = runProgram('pdfsig', ['-nocert', file]);
  return stdout
    .split(/^Signature #\d+:/m)
    .slice(1)
    .map((text) => ({
      ranges: /Signed Ranges: (.*)/.exec(text)?.[1] ?? '',
      validation: /Signature Validation: (.*)/.exec(text)?.[1] ?? '',
    }));
}

/** Signatures are told apart by their ranges: pdfsig lists them in the order of the form. */
function changed(before: readonly Finding[], after: readonly Finding[]): readonly string[] {
  const said = ({ ranges, validation }: Finding): string => `${ranges}: ${validation}`;
  const now = new Set(after.map(said));
  const faults = before
    .filter((finding) => !now.has(said(finding)))
    .map((finding) => `no longer ${said(finding)}`);
  if (after.length < before.length + 1) faults.push(`${after.length} signatures where ${before.length} were`);
  return faults;
}
