import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPresent, runProgram } from '../support/program';

/** What qpdf ends with, from the best to the worst: nothing to say, warnings, errors. */
const QPDF_ENDS = [0, 3, 2];
const QPDF_FACTS =
  /^(checking |PDF Version|File is |No syntax|errors that|Supplied password|User password|R = |P = )/;
const BLOCK_BYTES = 8 * 1024 * 1024;

interface SignatureByPdfsig {
  readonly text: string;
  /** Start and end of both ranges, ends exclusive. */
  readonly ranges: readonly number[];
}

/** Everything that others say against a file that we signed; `input` is what it was before. */
export function faultsOfSignedFile(input: string, signed: string, folder: string): string[] {
  const faults = isPrefix(input, signed) ? [] : ['the file that was uploaded is no prefix of the signed one'];
  if (isPresent('qpdf')) faults.push(...newFaultsByQpdf(input, signed));
  if (!isPresent('pdfsig')) return faults;
  const last = signatureOfWholeFile(signed);
  if (!last) return [...faults, 'pdfsig sees no signature of the whole file'];
  if (!last.text.includes('Signature Validation: Signature is Valid.'))
    faults.push(`pdfsig: ${/Signature Validation: .*/.exec(last.text)?.[0] ?? 'no word on validity'}`);
  if (!last.text.includes('ETSI.CAdES.detached')) faults.push('pdfsig: the signature is no PAdES');
  if (isPresent('openssl')) faults.push(...faultsByOpenssl(signed, last.ranges, folder));
  return faults;
}

/** The one signature that covers all of the file: ours, as it came last. */
function signatureOfWholeFile(signed: string): SignatureByPdfsig | undefined {
  const { stdout } = runProgram('pdfsig', ['-nocert', signed]);
  const whole = stdout
    .split(/^Signature #/m)
    .filter((text) => /^ {2}- Total document signed$/m.test(text))
    .map((text) => ({
      text,
      ranges: [...(/Signed Ranges: (.*)/.exec(text)?.[1] ?? '').matchAll(/\d+/g)].map(Number),
    }));
  return whole.length === 1 ? whole[0] : undefined;
}

/** The CMS alone, with its reference to the certificate, by a reader that knows nothing of PDF. */
function faultsByOpenssl(signed: string, ranges: readonly number[], folder: string): string[] {
  const [from = 0, to = 0, again = 0, end = 0] = ranges;
  const bytes = readFileSync(signed);
  const cms = join(folder, '.cms.der');
  const content = join(folder, '.content');
  const anchors = join(folder, '.anchors.pem');
  // The value stands in the gap between the ranges, in hexadecimal between < and >.
  writeFileSync(cms, Buffer.from(bytes.toString('latin1', to + 1, again - 1), 'hex'));
  writeFileSync(content, Buffer.concat([bytes.subarray(from, to), bytes.subarray(again, end)]));
  // -cades wants a chain. Whom to trust is not the question here: whatever the signature brings along is an anchor.
  runProgram('openssl', ['pkcs7', '-inform', 'DER', '-in', cms, '-print_certs', '-out', anchors]);
  const trust = ['-CAfile', anchors, '-partial_chain', '-purpose', 'any'];
  const question = ['cms', '-verify', '-cades', '-binary', ...trust, '-inform', 'DER', '-in', cms];
  const { status, output } = runProgram('openssl', [...question, '-content', content, '-out', '/dev/null']);
  return status === 0 ? [] : [`openssl cms -verify -cades: ${output.slice(0, 300)}`];
}

/** What qpdf says of the signed file and did not say of the file before. */
export function newFaultsByQpdf(input: string, signed: string): string[] {
  const [before, after] = [checkByQpdf(input), checkByQpdf(signed)];
  const faults = [...after.lines].filter((line) => !before.lines.has(line)).map((line) => `qpdf: ${line}`);
  if (QPDF_ENDS.indexOf(after.status) > QPDF_ENDS.indexOf(before.status))
    faults.push(`qpdf --check ends with ${after.status}, before it was ${before.status}`);
  return faults;
}

function checkByQpdf(file: string): { readonly status: number; readonly lines: ReadonlySet<string> } {
  const { status, output } = runProgram('qpdf', ['--check', file]);
  const lines = output
    .split('\n')
    .filter((line) => line !== '' && !QPDF_FACTS.test(line))
    // Offsets move with what is appended; the words must not.
    .map((line) => line.replaceAll(file, 'FILE').replace(/\d+/g, 'N'));
  return { status: status ?? 2, lines: new Set(lines) };
}

function isPrefix(input: string, signed: string): boolean {
  const { size } = statSync(input);
  return statSync(signed).size > size && hashOfStart(input, size) === hashOfStart(signed, size);
}

/** SHA-256 of the first bytes of a file. */
export function hashOfStart(path: string, length = statSync(path).size): string {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, Math.max(length, 1)));
  const file = openSync(path, 'r');
  try {
    for (let done = 0; done < length;) {
      const read = readSync(file, block, 0, Math.min(block.length, length - done), done);
      if (read === 0) throw new Error(`${path} ended early`);
      hash.update(block.subarray(0, read));
      done += read;
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
