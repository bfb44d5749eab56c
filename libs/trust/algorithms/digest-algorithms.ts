import { createHash, hash, type Hash } from 'node:crypto';
import { OID } from '@libro-firma/asn1';

const NODE_NAMES: Readonly<Record<string, string>> = {
  [OID.md5]: 'md5',
  [OID.sha1]: 'sha1',
  [OID.ripemd160]: 'ripemd160',
  [OID.sha224]: 'sha224',
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
  [OID.sha512_224]: 'sha512-224',
  [OID.sha512_256]: 'sha512-256',
  [OID.sha3_224]: 'sha3-224',
  [OID.sha3_256]: 'sha3-256',
  [OID.sha3_384]: 'sha3-384',
  [OID.sha3_512]: 'sha3-512',
  [OID.shake256]: 'shake256',
  [OID.shake256Length]: 'shake256',
};

/** Name of a digest by its OID, as node:crypto spells it; undefined for one that is not read here. */
export function digestName(oid: string): string | undefined {
  return NODE_NAMES[oid];
}

/**
 * A hash by its name. SHAKE256 gives 64 bytes, the length that CMS uses with Ed448 (RFC 8419 §2.3).
 *
 * @throws an error of node:crypto for a name that {@link digestName} never gives.
 */
export function newHash(name: string): Hash {
  return name === 'shake256' ? createHash(name, { outputLength: 64 }) : createHash(name);
}

/** Digest of these bytes. */
export function digestOf(name: string, bytes: Buffer): Buffer {
  // The one-shot form has no length to choose.
  return name === 'shake256' ? newHash(name).update(bytes).digest() : hash(name, bytes, 'buffer');
}
