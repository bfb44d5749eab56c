import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Asn1Error,
  contentTypeOf,
  counterSignaturesOf,
  der,
  findCrlEntry,
  readAsn1,
  readBasicOcspResponse,
  readCertificate,
  readCertificates,
  readCrl,
  readEvidenceRecord,
  readOcspRequest,
  readOcspResponse,
  readSignedData,
  readTimestampedData,
  readTimestampRequest,
  readTimestampResponse,
  readTstInfo,
  toDer,
  withoutArmour,
  wrapBasicOcsp,
} from '@libro-firma/asn1';
import { bufferSource } from '@libro-firma/pdf';
import { writeOcspRequest } from '../revocation/ocsp-client';
import { writeTimestampRequest } from '../timestamp/timestamp-request';
import { signCadesByTest } from './cades-signing';
import { numbers } from './numbers';
import { answerCrl, answerOcsp, answerTimestamp } from './pki/live-answers';
import { createTestPki } from './pki/test-pki';

/** 20,000 in every run; the nightly script sets a million. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 20_000);
const MOST_MEMORY = 256 * 1024 * 1024;
const LARGEST_SEED = 64 * 1024;

const READERS: readonly ((bytes: Buffer) => unknown)[] = [
  readCertificate,
  readCertificates,
  readOcspRequest,
  readOcspResponse,
  readBasicOcspResponse,
  readTimestampRequest,
  readTimestampResponse,
  readTimestampedData,
  readEvidenceRecord,
  contentTypeOf,
  (bytes) => readSignedData(withoutArmour(bytes)).signers.map(counterSignaturesOf),
  (bytes) => findCrlEntry(readCrl(bytes), 4711n),
  (bytes) => readTstInfo(readAsn1(bytes)),
  (bytes) => toDer(readAsn1(bytes)),
];

function ownSeeds(): Buffer[] {
  const pki = createTestPki({ now: new Date() });
  const signer = pki.signer({ revoked: new Date(Date.now() - 1000) });
  const issuer = pki.intermediate.holder.read;
  const request = writeOcspRequest(signer.read, issuer, Buffer.alloc(32, 1));
  const question = { imprint: Buffer.alloc(32, 2), digest: 'sha256', nonce: 5n } as const;
  const query = writeTimestampRequest(question);
  const now = new Date();
  const response = answerOcsp(pki.intermediate, request, now);
  const document = bufferSource(Buffer.from('atto'));
  return [
    signer.certificate,
    request,
    response,
    readOcspResponse(response).basic?.der ?? wrapBasicOcsp(der.null()),
    query,
    answerTimestamp(pki, query, now),
    answerCrl(pki, pki.intermediate, now),
    signCadesByTest({ kind: 'ATTACHED', document }, signer),
  ];
}

/** Small files of the corpus, which is not part of this project. */
function corpusSeeds(): Buffer[] {
  const folder = process.env['CORPUS_DIR'] ?? join(process.cwd(), '..', 'shared', 'corpus');
  return ['cades', 'asic-s-tst', 'tst', 'er'].flatMap((name) => {
    const path = join(folder, name);
    if (!existsSync(path)) return [];
    const files = readdirSync(path).map((file) => readFileSync(join(path, file)));
    return files.filter(({ length }) => length > 0 && length < LARGEST_SEED);
  });
}

const LENGTHS = [0, 1, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x86, 0xff];

function mutated(seed: Buffer, other: Buffer, next: (below: number) => number): Buffer {
  const bytes = Buffer.from(seed);
  for (let changes = 1 + next(4); changes > 0; changes -= 1) {
    const at = next(bytes.length);
    const kind = next(6);
    if (kind === 0) bytes[at] = next(256);
    else if (kind === 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << next(8));
    else if (kind === 2) bytes[at] = LENGTHS[next(LENGTHS.length)] ?? 0;
    else if (kind === 3) return bytes.subarray(0, at);
    else if (kind === 4) bytes.copy(bytes, at, next(bytes.length));
    else other.copy(bytes, at, next(other.length), Math.min(other.length, at + 64));
  }
  return bytes;
}

describe(`the readers of libs/asn1 on ${RUNS} mutated inputs`, () => {
  const seeds = [...ownSeeds(), ...corpusSeeds()];

  it('never fail untyped, never hang, and keep to their memory', () => {
    const next = numbers(Number(process.env['FUZZ_SEED'] ?? 20_260_601));
    const pick = (): Buffer => seeds[next(seeds.length)] ?? Buffer.alloc(1);
    let most = 0;
    let refused = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const input = mutated(pick(), pick(), next);
      const read = READERS[next(READERS.length)];
      try {
        read?.(input);
      } catch (error) {
        if (!(error instanceof Asn1Error)) {
          throw new Error(`run ${run} of input ${input.toString('hex').slice(0, 2000)}`, { cause: error });
        }
        refused += 1;
      }
      if (run % 500 === 0) {
        const { heapUsed, external } = process.memoryUsage();
        most = Math.max(most, heapUsed + external);
      }
    }
    expect(refused).toBeGreaterThan(RUNS / 10);
    expect(most - startMemory).toBeLessThan(MOST_MEMORY);
  }, 3_600_000);

  const startMemory = process.memoryUsage().heapUsed + process.memoryUsage().external;
});
