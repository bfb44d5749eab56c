import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { ROOT } from '../../src/version';
import { faultsOfCopy, faultsOfPackage, faultsOfReport, faultsOfSegnatura } from './judges/companions';
import { faultsOfSignedFile } from './judges/signed-file';
import { makeSamples } from './samples/all-samples';
import { factsOf } from './support/file-facts';
import { type MainJobRefusal, type MainJobRun, runMainJob } from './support/main-job-run';
import { type JudgedFile, mainJobPage } from './support/main-job-page';
import type { Sample } from './support/sample';
import type { InteropOptions } from './run';
import type { Tally } from './support/tally';

/** Exit codes of the main job: everything held, or what did not pass was refused. */
const SOUND_EXITS: readonly (number | null)[] = [0, 3];

/** The main job on files made by others: each is signed in a way that others confirm, or refused with a reason. */
export async function run(tally: Tally, { keeps, writesPage }: InteropOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-interop-'));
  try {
    const workshop = await makeSamples(join(folder, 'in'));
    for (const program of workshop.absent) tally.absent(program);
    process.stdout.write(`main job on ${workshop.samples.length} files\n`);
    const out = join(folder, 'out');
    const done = await runMainJob(
      workshop.samples.map(({ path }) => path),
      out,
    );
    tally.check('the main job ends in order', () =>
      SOUND_EXITS.includes(done.exitCode) ? [] : [`exit ${done.exitCode ?? 'by a signal'}`, done.said],
    );
    const judged = workshop.samples.map((sample) => judge(tally, sample, done, out));
    tally.check('the set has at least 40 files', () =>
      judged.length < 40 ? [`${judged.length} files`] : [],
    );
    for (const [name, peak] of done.peaks) process.stdout.write(`${name}: ${Math.round(peak)} MB at most\n`);
    if (writesPage) writeFileSync(join(ROOT, 'docs', 'main-job.md'), mainJobPage(judged, done));
  } finally {
    if (keeps) process.stdout.write(`kept: ${folder}\n`);
    else rmSync(folder, { recursive: true });
  }
}

function judge(tally: Tally, sample: Sample, done: MainJobRun, out: string): JudgedFile {
  const { path, kind, expected } = sample;
  const facts = factsOf(path);
  const refusal = done.refusals.find(({ file }) => file === path);
  const faults = tally.check(`${basename(path)} (${kind})${refusal ? `: ${refusal.code}` : ''}`, () => {
    const outcome = refusal?.code ?? 'SIGNED';
    const surprise =
      expected === 'EITHER' || expected === outcome ? [] : [`${outcome} instead of ${expected}`];
    if (refusal) return [...surprise, ...faultsOfRefusal(refusal)];
    return [...surprise, ...faultsOfResults(path, join(out, basename(path, extname(path))))];
  });
  return { sample, facts, refusal, faults };
}

/** A person has to understand it, a program to recognise it. */
function faultsOfRefusal({ code, message, step }: MainJobRefusal): string[] {
  const faults: string[] = [];
  if (!/^[A-Z]+(_[A-Z0-9]+)+$/.test(code)) faults.push(`the code is ${code}`);
  if (message.length < 15 || /[{}]|undefined/.test(message)) faults.push(`the message is "${message}"`);
  if (step === '') faults.push('no step is named');
  return faults;
}

function faultsOfResults(input: string, folder: string): string[] {
  const signed = join(folder, 'signed.pdf');
  const missing = [
    'signed.pdf',
    'copy.pdf',
    'segnatura.xml',
    'report.json',
    'report.xml',
    'package.zip',
  ].filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0) return [`not there: ${missing.join(', ')}`];
  return [
    ...faultsOfSignedFile(input, signed, folder),
    ...faultsOfCopy(join(folder, 'copy.pdf'), signed),
    ...faultsOfSegnatura(join(folder, 'segnatura.xml'), folder),
    ...faultsOfReport(folder),
    ...faultsOfPackage(folder),
  ];
}
