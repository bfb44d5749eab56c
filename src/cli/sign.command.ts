import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Result } from '@libro-firma/kernel';
import { concatSource, fileSource, type ByteSource } from '@libro-firma/pdf';
import {
  completeCades,
  completePades,
  completePadesWithTimestamp,
  extendCades,
  extendPades,
  openPkcs12,
  prepareCades,
  preparePades,
  signWith,
  type BaselineLevel,
  type CadesInput,
  type ExtensionOptions,
  type OpenedPkcs12,
} from '@libro-firma/signature';
import { tell, tellMisuse, tellRefusal, writeNew, type Made } from './sign/answer';
import { fileAround } from './sign/file-around';
import { lackFor, levelNamed, servicesFor } from './sign/services';

const USAGE =
  'usage: sign --pkcs12 FILE --out FILE [--format pades|cades] [--level B-B|B-T|B-LT|B-LTA] [--tsa URL]… [--trust DIR]\n' +
  '            [--detached | --parallel [--content FILE] | --counter INDEX] [--reason TEXT] [--location TEXT] FILE\n' +
  '  The password of the PKCS#12 file is read from SIGNING_PASSWORD, or from standard input where that is not set.\n' +
  '  --parallel  adds a signer to a .p7m or .p7s; --content is its document where that is detached\n' +
  '  --counter   countersigns the signer of this index, the first being 0\n';

const TIMESTAMP_BYTES = 10 * 1024;

interface Request {
  readonly file: string;
  readonly out: string;
  readonly level: BaselineLevel;
  readonly signer: OpenedPkcs12;
  readonly services: Omit<ExtensionOptions, 'target'>;
  readonly texts: { readonly reason?: string; readonly location?: string };
}

/** `sign`: signs one file with a key of a PKCS#12 file, into a new file. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      pkcs12: { type: 'string' },
      out: { type: 'string' },
      format: { type: 'string', default: 'pades' },
      level: { type: 'string', default: 'B-B' },
      tsa: { type: 'string', multiple: true },
      trust: { type: 'string' },
      detached: { type: 'boolean', default: false },
      parallel: { type: 'boolean', default: false },
      counter: { type: 'string' },
      content: { type: 'string' },
      reason: { type: 'string' },
      location: { type: 'string' },
    },
  });
  const [file, ...others] = positionals;
  const level = levelNamed(values.level);
  const { out, pkcs12, reason, location } = values;
  if (file === undefined || others.length > 0) return tellMisuse('name one file', USAGE);
  if (!level || out === undefined || pkcs12 === undefined || !/^[pc]ades$/.test(values.format)) {
    return tellMisuse('--pkcs12 and --out are needed, --format and --level are among those named', USAGE);
  }
  const lack = lackFor(level, values);
  if (lack !== undefined) return tellMisuse(lack, USAGE);
  const signer = openPkcs12(readFileSync(pkcs12), password());
  if (!signer.ok) return tellRefusal(pkcs12, signer.refusal);
  const texts = { ...(reason !== undefined && { reason }), ...(location !== undefined && { location }) };
  const services = servicesFor(values);
  const request: Request = { file, out, level, signer: signer.value, services, texts };
  const made = values.format === 'pades' ? await signPdf(request) : await signEnvelope(request, values);
  return made.ok ? tell(made.value.made, level, made.value.sha256) : tellRefusal(file, made.refusal);
}

function password(): string {
  return process.env['SIGNING_PASSWORD'] ?? readFileSync(0, 'utf8').replace(/\r?\n$/, '');
}

type Answer = Promise<Result<{ readonly made: Made; readonly sha256: string }>>;

async function signPdf(request: Request): Answer {
  const source = fileSource(request.file);
  try {
    const signed = await signedIncrement(source, request);
    if (!signed.ok) return signed;
    const { increment, made } = signed.value;
    return { ok: true, value: { made, sha256: writeNew(request.out, fileAround(source, increment)) } };
  } finally {
    source.close();
  }
}

async function signedIncrement(
  source: ByteSource,
  { out, level, signer, services, texts }: Request,
): Promise<Result<{ readonly increment: Buffer; readonly made: Made }>> {
  const options = {
    ...signer,
    ...texts,
    signingTime: new Date(),
    extraBytes: level === 'B-B' ? 0 : TIMESTAMP_BYTES,
  };
  const prepared = preparePades(source, options);
  if (!prepared.ok) return prepared;
  const { signatureScheme: scheme, digestAlgorithm: digest, toBeSigned } = prepared.value;
  const value = signWith(signer.key, { scheme, digest }, toBeSigned);
  if (level === 'B-B') {
    const completed = completePades(source, prepared.value, value, signer);
    if (!completed.ok) return completed;
    return { ok: true, value: { increment: completed.value.increment, made: { out, level, missing: [] } } };
  }
  const timed = await completePadesWithTimestamp(source, prepared.value, value, signer, services.timestamps);
  if (!timed.ok) return timed;
  const { increment, timestamp } = timed.value;
  if (!timestamp.ok) {
    const made: Made = { out, level: 'B-B', missing: [], timestamp: timestamp.refusal };
    return { ok: true, value: { increment, made } };
  }
  if (level === 'B-T') return { ok: true, value: { increment, made: { out, level, missing: [] } } };
  const extended = await extendPades(concatSource(source, increment), { ...services, target: level });
  if (!extended.ok) return extended;
  const made = { out, level: extended.value.level, missing: extended.value.missing };
  return { ok: true, value: { increment: Buffer.concat([increment, extended.value.increment]), made } };
}

interface EnvelopeWishes {
  readonly detached: boolean;
  readonly parallel: boolean;
  readonly counter?: string | undefined;
  readonly content?: string | undefined;
}

async function signEnvelope(request: Request, wishes: EnvelopeWishes): Answer {
  const { file, out, level, signer, services } = request;
  const source = fileSource(file);
  const beside = wishes.content === undefined ? undefined : fileSource(wishes.content);
  try {
    const input = inputOf(source, beside, wishes);
    const prepared = prepareCades(input, { ...signer, signingTime: new Date() });
    if (!prepared.ok) return prepared;
    const { signatureScheme: scheme, digestAlgorithm: digest, toBeSigned } = prepared.value;
    const value = signWith(signer.key, { scheme, digest }, toBeSigned);
    const signed = completeCades(input, prepared.value, value, signer);
    if (!signed.ok) return signed;
    if (level === 'B-B') {
      const sha256 = writeNew(out, signed.value.pieces());
      return { ok: true, value: { made: { out, level, missing: [] }, sha256 } };
    }
    const content = input.kind === 'DETACHED' ? source : undefined;
    const extended = await extendCades(signed.value, { ...services, target: level }, content);
    if (!extended.ok) return extended;
    const { bytes, level: reached, missing } = extended.value;
    return {
      ok: true,
      value: { made: { out, level: reached, missing }, sha256: writeNew(out, bytes.pieces()) },
    };
  } finally {
    source.close();
    beside?.close();
  }
}

function inputOf(file: ByteSource, content: ByteSource | undefined, wishes: EnvelopeWishes): CadesInput {
  const { detached, parallel, counter } = wishes;
  if (counter !== undefined) return { kind: 'COUNTER', signed: file, signer: Number(counter) };
  if (parallel) return { kind: 'PARALLEL', signed: file, ...(content && { content }) };
  return { kind: detached ? 'DETACHED' : 'ATTACHED', document: file };
}
