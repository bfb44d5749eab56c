import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock, type Language } from '@libro-firma/kernel';
import { bufferSource, fileSource } from '@libro-firma/pdf';
import {
  issuerClient,
  publicTransport,
  revocationClient,
  VALIDATION_POLICY,
  VALIDATION_REPORT_SCHEMA,
  validateFile,
  type ValidationOptions,
  type ValidationReport,
} from '@libro-firma/signature';
import { certificatesIn } from './trust-folder';
import { trustedListsIn } from './trust-lists';
import { reportAsText } from './verify/report-as-text';

const DONE = 0;
const MISUSED = 1;
const USAGE =
  'usage: verify [--content FILE]… [--at INSTANT] [--trust DIR] [--online [--allow HOST]…]\n' +
  '              [--lang it|en] [--json] FILE…\n' +
  '  --at INSTANT  judge validity for this instant (ISO 8601); now when absent\n' +
  '  --trust DIR   folder with the certificates that are trusted (.der .cer .crt .pem) and lists of `trust import`\n' +
  '  --content     what a signature without content may have signed\n' +
  '  --online      ask the addresses that certificates name for missing issuers and for revocation\n' +
  '  --allow HOST  with --online: a host of the inner network, with its port, that may be asked too\n' +
  '  --json        one JSON line for each file\n' +
  '       verify --schema: the JSON Schema of these lines\n';

interface Request {
  readonly files: readonly string[];
  readonly options: Omit<ValidationOptions, 'file'>;
  readonly json: boolean;
  readonly language: Language;
  readonly trust: string | undefined;
}

/**
 * `verify`: who signed each file, what is covered, what is proven. Needs neither service nor configuration, and
 * no network but for `--online`. A verdict is an answer, not an error: the exit code is 0 whatever was found.
 */
export async function run(args: readonly string[]): Promise<number> {
  if (args.length === 1 && args[0] === '--schema') {
    process.stdout.write(`${JSON.stringify(VALIDATION_REPORT_SCHEMA, null, 2)}\n`);
    return DONE;
  }
  const request = readRequest(args);
  if (typeof request === 'string') {
    process.stderr.write(`${request}\n${USAGE}`);
    return MISUSED;
  }
  const { files, json, language, trust } = request;
  const options = trust === undefined ? request.options : await withLists(request.options, trust);
  for (const file of files) {
    const report = await verify(file, options);
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : reportAsText(file, report, language));
  }
  return DONE;
}

/** What was asked for, or what is wrong with it. */
function readRequest(args: readonly string[]): Request | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        content: { type: 'string', multiple: true },
        at: { type: 'string' },
        trust: { type: 'string' },
        online: { type: 'boolean', default: false },
        allow: { type: 'string', multiple: true },
        lang: { type: 'string', default: 'it' },
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.length === 0) return 'no file was named';
    if (values.lang !== 'it' && values.lang !== 'en') return '--lang is it or en';
    const at = values.at === undefined ? new Date() : new Date(values.at);
    if (Number.isNaN(at.getTime())) return `--at is no instant: ${values.at ?? ''}`;
    const anchors = values.trust === undefined ? [] : certificatesIn(values.trust);
    const contents = (values.content ?? []).map((path) => ({
      name: basename(path),
      source: bufferSource(readFileSync(path)),
    }));
    return {
      files: positionals,
      options: { anchors, at, contents, ...(values.online && sourcesOnline(values.allow ?? [])) },
      json: values.json,
      language: values.lang,
      trust: values.trust,
    };
  } catch (fault) {
    return messageOf(fault);
  }
}

/** Issuers and revocation by the addresses in certificates: those of strangers, so that no inner host is among them. */
function sourcesOnline(
  exceptions: readonly string[],
): Pick<ValidationOptions, 'issuerSource' | 'revocationSource'> {
  const services = { transport: publicTransport({ exceptions }), clock: systemClock };
  return { issuerSource: issuerClient(services), revocationSource: revocationClient(services) };
}

/** Trusted lists in the folder give anchors too, and tell what a signature is in law. */
async function withLists(options: Request['options'], folder: string): Promise<Request['options']> {
  const say = (line: string): unknown => process.stderr.write(`${line}\n`);
  return { ...options, lists: await trustedListsIn(folder, options.at, say) };
}

/** One file that cannot be read, or that brings down the validation, must not keep the others from their report. */
async function verify(file: string, options: Omit<ValidationOptions, 'file'>): Promise<ValidationReport> {
  try {
    const source = fileSource(file);
    try {
      return await validateFile(source, { ...options, file });
    } finally {
      source.close();
    }
  } catch (fault) {
    process.stderr.write(`${file}: ${messageOf(fault)}\n`);
    return unreadable(file, options.at, messageOf(fault));
  }
}

function unreadable(file: string, at: Date, reason: string): ValidationReport {
  return {
    v: 'validation-report/1',
    file,
    format: 'UNKNOWN',
    conclusion: 'FORMAT_ERROR',
    validatedAt: at.toISOString(),
    policy: VALIDATION_POLICY.version,
    signatures: [],
    uncovered: [],
    evidenceRecords: [],
    activeCode: [],
    changingFields: [],
    inner: [],
    problem: {
      code: 'VERIFY_UNREADABLE',
      text: {
        it: `Il file non si è potuto leggere: ${reason}`,
        en: `The file could not be read: ${reason}`,
      },
    },
  };
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? (fault.message.split('\n')[0] ?? fault.name) : String(fault);
}
