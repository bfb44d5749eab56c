import { mkdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Refused } from './main-job/api-client';
import { endorse, enterOffice, follow, type Office, sendForSignature, signAll } from './main-job/office';

const ALL_HELD = 0;
const FAULT = 1;
const SOME_REFUSED = 3;

/** Name of each download and of the file that it becomes. */
const RESULTS = [
  ['signed', 'signed.pdf'],
  ['copy', 'copy.pdf'],
  ['segnatura', 'segnatura.xml'],
  ['report-json', 'report.json'],
  ['report-xml', 'report.xml'],
  ['package', 'package.zip'],
] as const;

interface Job {
  readonly file: string;
  readonly folder: string;
  requestId?: string;
  refusal?: { code: string; message: string; step: string };
}

/** `main-job --url URL --in FILE… --out DIR [--json]`: draft to archive on real files, through the API alone. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string' },
      in: { type: 'string', multiple: true },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (!values.url || !values.in || !values.out) {
    process.stderr.write('usage: main-job --in FILE.pdf [--in …] --out DIR [--json]\n');
    return FAULT;
  }
  const jobs = jobsOf(values.in, values.out);
  const office = await enterOffice(values.url);
  await toSignature(office, jobs);
  await toArchive(office, jobs);
  for (const job of jobs) report(job, values.json);
  return jobs.some((job) => job.refusal) ? SOME_REFUSED : ALL_HELD;
}

function jobsOf(files: readonly string[], out: string): Job[] {
  if (files.length === 1) return files.map((file) => ({ file, folder: out }));
  const taken = new Set<string>();
  return files.map((file) => {
    const name = basename(file, extname(file));
    let folder = name;
    for (let copy = 2; taken.has(folder); copy += 1) folder = `${name}-${copy}`;
    taken.add(folder);
    return { file, folder: join(out, folder) };
  });
}

async function toSignature(office: Office, jobs: readonly Job[]): Promise<void> {
  for (const job of jobs) {
    await step(job, 'upload', async () => {
      job.requestId = (await sendForSignature(office, job.file, subjectOf(job.file))).id;
    });
    await step(job, 'endorse', () => endorse(office, job.requestId ?? ''));
  }
  const ready = jobs.filter((job) => !job.refusal);
  const refused = await signAll(
    office,
    ready.map((job) => job.requestId ?? ''),
  );
  for (const job of ready) {
    const refusal = refused.get(job.requestId ?? '');
    if (refusal) job.refusal = { code: refusal.problem.code, message: refusal.problem.title, step: 'sign' };
  }
}

async function toArchive(office: Office, jobs: readonly Job[]): Promise<void> {
  for (const job of jobs) {
    await step(job, 'archive', async () => {
      await follow(office.drafter, job.requestId ?? '', (request) => request.state === 'ARCHIVED');
      await mkdir(job.folder, { recursive: true });
      for (const [kind, name] of RESULTS)
        await office.drafter.download(
          `/signing-requests/${job.requestId ?? ''}/downloads/${kind}`,
          join(job.folder, name),
        );
    });
  }
}

/** A refusal ends the job of one file and is told; anything else is a fault and ends the command. */
async function step(job: Job, name: string, work: () => Promise<void>): Promise<void> {
  if (job.refusal) return;
  try {
    await work();
    process.stderr.write(`${name.padEnd(8)} ${job.file}\n`);
  } catch (fault) {
    if (!(fault instanceof Refused) || fault.status >= 500) throw fault;
    job.refusal = { code: fault.problem.code, message: fault.problem.title, step: name };
  }
}

function subjectOf(file: string): string {
  return `Prova del lavoro principale: ${basename(file)}`.slice(0, 1000);
}

function report(job: Job, json: boolean): void {
  if (json) {
    if (job.refusal) process.stdout.write(`${JSON.stringify({ file: job.file, ...job.refusal })}\n`);
    return;
  }
  const outcome = job.refusal
    ? `refused at ${job.refusal.step}: ${job.refusal.message} (${job.refusal.code})`
    : `done, in ${job.folder}`;
  process.stdout.write(`${job.file}: ${outcome}\n`);
}
