import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  readCertificates,
  readOrNothing,
  readSignedData,
  signedAttributesDer,
  withoutArmour,
  type SignedData,
} from '@libro-firma/asn1';
import { bufferSource, PdfDocument, readSignatureDictionaries } from '@libro-firma/pdf';
import { isPresent, runProgram } from './support/program';
import type { Tally } from './support/tally';

const LARGEST = 4 * 1024 * 1024;

/** Every CMS of the corpus, read here, by PKI.js and by OpenSSL: what the others read must be read to the same facts. */
export async function run(tally: Tally): Promise<void> {
  const corpus = process.env['CORPUS_DIR'] ?? join(process.cwd(), '..', 'shared', 'corpus');
  if (!existsSync(corpus)) {
    tally.absent('corpus of signed files (CORPUS_DIR)');
    return;
  }
  const { ContentInfo, SignedData: PkiSignedData } = await import('pkijs');
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-asn1-'));
  try {
    for (const [name, bytes] of structures(corpus)) {
      const ours = readOrNothing(() => readSignedData(bytes));
      tally.check(`${name}: PKI.js`, () => {
        const theirs = attempt(() => {
          const info = ContentInfo.fromBER(toArrayBuffer(bytes));
          return factsOfPkijs(new PkiSignedData({ schema: info.content as object }));
        });
        return theirs ? differences(ours && factsOfOurs(ours), theirs) : [];
      });
      if (isPresent('openssl'))
        tally.check(`${name}: OpenSSL`, () => differsFromOpenssl(ours, bytes, folder));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Envelopes and signatures of PDFs, by the name of their file. */
function* structures(corpus: string): Iterable<readonly [string, Buffer]> {
  for (const folder of readdirSync(corpus).sort()) {
    const path = join(corpus, folder);
    if (!statSync(path).isDirectory()) continue;
    for (const file of readdirSync(path).sort()) {
      const { size, isFile } = factsOfFile(join(path, file));
      if (!isFile || size > LARGEST) continue;
      const bytes = readFileSync(join(path, file));
      if (/\.(p7m|p7s|pkcs7|p7)$/i.test(file)) yield [`${folder}/${file}`, withoutArmour(bytes)];
      if (/\.pdf$/i.test(file)) yield* signaturesOf(`${folder}/${file}`, bytes);
    }
  }
}

function factsOfFile(path: string): { readonly size: number; readonly isFile: boolean } {
  const facts = statSync(path);
  return { size: facts.size, isFile: facts.isFile() };
}

function* signaturesOf(name: string, bytes: Buffer): Iterable<readonly [string, Buffer]> {
  const document = PdfDocument.open(bufferSource(bytes));
  const rows = document.ok ? readSignatureDictionaries(document.value) : undefined;
  if (rows?.ok !== true) return;
  for (const [index, { contents }] of rows.value.entries()) {
    if (contents.length > 0) yield [`${name} #${index}`, contents];
  }
}

interface Facts {
  readonly certificates: readonly string[];
  readonly signers: readonly { readonly signature: string; readonly attributes: string }[];
}

const hash = (bytes: Uint8Array | ArrayBuffer): string =>
  createHash('sha256').update(new Uint8Array(bytes)).digest('hex');

function factsOfOurs(data: SignedData): Facts {
  return {
    // Attribute certificates too, which PKI.js reads and we pass over.
    certificates: (data.certificateSet?.children() ?? []).map(({ bytes }) => hash(bytes)),
    signers: data.signers.map(({ signature, signedAttributes }) => ({
      signature: hash(signature),
      attributes: signedAttributes ? hash(signedAttributesDer(signedAttributes)) : '',
    })),
  };
}

interface PkijsData {
  readonly certificates?: readonly { toSchema(): { toBER(): ArrayBuffer } }[];
  readonly signerInfos: readonly {
    readonly signature: { readonly valueBlock: { readonly valueHexView: Uint8Array } };
    readonly signedAttrs?: { readonly encodedValue: ArrayBuffer };
  }[];
}

function factsOfPkijs(data: PkijsData): Facts {
  return {
    certificates: (data.certificates ?? []).map((certificate) => hash(certificate.toSchema().toBER())),
    signers: data.signerInfos.map(({ signature, signedAttrs }) => ({
      signature: hash(signature.valueBlock.valueHexView),
      attributes: signedAttrs ? hash(signedAttrs.encodedValue) : '',
    })),
  };
}

function differences(ours: Facts | undefined, theirs: Facts): readonly string[] {
  if (!ours) return ['it is read there and not here'];
  const values = (facts: Facts): readonly string[] => facts.signers.map(({ signature }) => signature);
  return [
    ...(ours.certificates.length === theirs.certificates.length ? [] : ['another number of certificates']),
    ...(values(ours).join() === values(theirs).join() ? [] : ['other signers or values']),
  ];
}

function differsFromOpenssl(ours: SignedData | undefined, bytes: Buffer, folder: string): readonly string[] {
  const [cms, out] = [join(folder, 'in.der'), join(folder, 'out.pem')];
  writeFileSync(cms, bytes);
  const question = ['pkcs7', '-inform', 'DER', '-in', cms, '-print_certs', '-out', out];
  if (runProgram('openssl', question).status !== 0) return [];
  if (!ours) return ['it is read there and not here'];
  const theirs = readCertificates(readFileSync(out)).map(({ sha256 }) => sha256);
  const own = new Set(ours.certificates.map(({ sha256 }) => sha256));
  const lacking = theirs.filter((sha256) => !own.has(sha256));
  return lacking.length > 0 ? [`${lacking.length} certificates are read there and not here`] : [];
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function toArrayBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
