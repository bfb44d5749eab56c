import { constants, createHash, publicDecrypt, type KeyObject } from 'node:crypto';

/** Parameters of RSASSA-PSS (RFC 8017 §9.1). */
export interface PssParameters {
  /** Of the message, as node:crypto spells it. */
  readonly digest: string;
  /** Of the mask generation function MGF1. */
  readonly maskDigest: string;
  readonly saltLength: number;
}

const TRAILER = 0xbc;

/**
 * RSASSA-PSS with a mask made by another digest than the message's. RFC 4055 §3.1 allows it, and whoever leaves the mask to
 * its default gets SHA-1; node:crypto has no word for it, so that the encoding is taken apart here and RSA alone is its.
 *
 * @throws Error for a key that RSA may not be applied with alone
 * @standard RFC 8017 §8.1.2, §9.1.2
 */
export function verifyPssWithOtherMask(
  key: KeyObject,
  parameters: PssParameters,
  data: Iterable<Buffer>,
  value: Buffer,
): boolean {
  const bits = (key.asymmetricKeyDetails?.modulusLength ?? 0) - 1;
  const length = Math.ceil(bits / 8);
  const whole = publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, value);
  const encoded = whole.subarray(whole.length - length);
  if (whole.subarray(0, whole.length - length).some((byte) => byte !== 0)) return false;
  const message = createHash(parameters.digest);
  for (const piece of data) message.update(piece);
  return isEncodingOf(message.digest(), encoded, bits, parameters);
}

/** EMSA-PSS-VERIFY. */
function isEncodingOf(
  hash: Buffer,
  encoded: Buffer,
  bits: number,
  { digest, maskDigest, saltLength }: PssParameters,
): boolean {
  const blockLength = encoded.length - hash.length - 1;
  const paddingLength = blockLength - saltLength - 1;
  const unused = 0xff >> (8 * encoded.length - bits);
  if (paddingLength < 0 || encoded.at(-1) !== TRAILER || ((encoded[0] ?? 0) & ~unused) !== 0) return false;
  const seed = encoded.subarray(blockLength, -1);
  const mask = mgf1(maskDigest, seed, blockLength);
  const block = Buffer.from(encoded.subarray(0, blockLength).map((byte, at) => byte ^ (mask[at] ?? 0)));
  block[0] = (block[0] ?? 0) & unused;
  if (block.subarray(0, paddingLength).some((byte) => byte !== 0) || block[paddingLength] !== 1) return false;
  return createHash(digest)
    .update(Buffer.alloc(8))
    .update(hash)
    .update(block.subarray(paddingLength + 1))
    .digest()
    .equals(seed);
}

/** Mask generation function 1 (RFC 8017 annex B.2.1). */
function mgf1(digest: string, seed: Buffer, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let made = 0; made < length; made += blocks.at(-1)?.length ?? length) {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(blocks.length);
    blocks.push(createHash(digest).update(seed).update(counter).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}
