import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileSource, hashSource } from '@libro-firma/pdf';
import { validateFile } from '@libro-firma/signature';
import type { BenchKeys } from './keys';
import type { Work } from './work';

/** All checks, chain and difference analysis among them; the file must pass. */
export function verifyOurs({ root }: BenchKeys): Work {
  const anchors = [Buffer.from(root, 'base64')];
  return async (file) => {
    const source = fileSource(file);
    const { conclusion, signatures } = await validateFile(source, { anchors, at: new Date() });
    source.close();
    if (conclusion !== 'TOTAL_PASSED' || signatures[0]?.chain.length !== 3)
      throw new Error(`${file} is ${conclusion}`);
  };
}

/** What nobody can do without: the bytes of the file and their SHA-256. */
export function verifyFloor(): Work {
  return (file) => {
    const source = fileSource(file);
    const hash = createHash('sha256');
    hashSource(source, 0, source.size, [hash]);
    source.close();
    hash.digest();
  };
}

/** PKI.js on what it is given: it knows no PDF, so that the ranges are found by a search and nothing later is looked at. */
export function verifyPkijs({ root }: BenchKeys): Work {
  const bytesOf = (bytes: Buffer): ArrayBuffer => Uint8Array.from(bytes).buffer;
  return async (file) => {
    const { Certificate, ContentInfo, SignedData } = await import('pkijs');
    const bytes = readFileSync(file);
    const range = /\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/.exec(bytes.toString('latin1'));
    const [first, second, last] = [1, 2, 3].map((at) => Number(range?.[at]));
    if (!first || !second || !last) throw new Error('no signature was found');
    const cms = Buffer.from(bytes.toString('latin1', first + 1, second - 1), 'hex');
    const data = Buffer.concat([bytes.subarray(0, first), bytes.subarray(second, second + last)]);
    const signed = new SignedData({ schema: ContentInfo.fromBER(bytesOf(cms)).content });
    const isValid = await signed.verify({
      signer: 0,
      data: bytesOf(data),
      trustedCerts: [Certificate.fromBER(bytesOf(Buffer.from(root, 'base64')))],
      checkChain: true,
    });
    if (!isValid) throw new Error('PKI.js finds the signature not valid');
  };
}
