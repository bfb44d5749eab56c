import { createHash } from 'node:crypto';
import { aesCbc, hardenedHash, rc4, unwrapKey } from './decryption-ciphers';
import { integerOf, nameOf, NULL, type PdfDictionary, type PdfObject } from './objects';

/** How one kind of data of a file is encrypted (ISO 32000-2 table 25). */
type Method = 'Identity' | 'V2' | 'AESV2' | 'AESV3';

/** Makes strings and streams of an encrypted file readable; keys never leave it. */
export interface Decryption {
  /** Object that holds the encryption dictionary, whose strings are not encrypted. */
  readonly ownObject: number | null;
  /** Metadata streams are encrypted like all others. */
  readonly coversMetadata: boolean;
  string(bytes: Buffer, objectNumber: number, generation: number): Buffer;
  stream(bytes: Buffer, objectNumber: number, generation: number): Buffer;
}

/** ISO 32000-1 §7.6.3.3, algorithm 2, step a. */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

interface Handler {
  readonly entries: PdfDictionary;
  readonly revision: number;
  readonly keyBytes: number;
  readonly coversMetadata: boolean;
  readonly fileId: Buffer;
  readonly get: (dictionary: PdfDictionary, key: string) => PdfObject;
}

/**
 * Opens the standard security handler with the empty user password: RC4 of 40 to 128 bits, AES-128, AES-256 (revisions
 * 2 to 6). `undefined` where another password or handler is needed.
 *
 * @standard ISO 32000-1 §7.6.2, §7.6.3; ISO 32000-2 §7.6.4
 */
export function openDecryption(
  entries: PdfDictionary,
  ownObject: number | null,
  fileId: Buffer,
  get: (dictionary: PdfDictionary, key: string) => PdfObject,
): Decryption | undefined {
  const version = integerOf(get(entries, 'V')) ?? 0;
  const handler: Handler = {
    entries,
    fileId,
    get,
    revision: integerOf(get(entries, 'R')) ?? 0,
    keyBytes: version === 1 ? 5 : Math.min(16, Math.max(5, (integerOf(get(entries, 'Length')) ?? 40) >> 3)),
    coversMetadata: isCoveringMetadata(get(entries, 'EncryptMetadata')),
  };
  if (nameOf(get(entries, 'Filter')) !== 'Standard' || ![1, 2, 4, 5].includes(version)) return undefined;
  const key =
    version === 5
      ? keyOfRevision6(handler)
      : keyByMd5(version === 4 ? { ...handler, keyBytes: 16 } : handler);
  if (!key) return undefined;
  const methods = version < 4 ? { strings: 'V2' as const, streams: 'V2' as const } : filterMethods(handler);
  if (!methods) return undefined;
  return {
    ownObject,
    coversMetadata: handler.coversMetadata,
    string: (bytes, number, generation) => decrypt(methods.strings, key, bytes, number, generation),
    stream: (bytes, number, generation) => decrypt(methods.streams, key, bytes, number, generation),
  };
}

function isCoveringMetadata(entry: PdfObject): boolean {
  return !(entry.kind === 'boolean' && !entry.value);
}

function bytesOf({ entries, get }: Handler, key: string): Buffer {
  const value = get(entries, key);
  return value.kind === 'string' ? value.bytes : Buffer.alloc(0);
}

/** ISO 32000-1 §7.6.3.3, algorithms 2, 4 and 5; `undefined` where /U says that the password is another. */
function keyByMd5(handler: Handler): Buffer | undefined {
  const { revision, keyBytes, fileId, coversMetadata } = handler;
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE((integerOf(handler.get(handler.entries, 'P')) ?? 0) | 0);
  const hash = createHash('md5')
    .update(PADDING)
    .update(bytesOf(handler, 'O').subarray(0, 32))
    .update(permissions)
    .update(fileId);
  if (revision >= 4 && !coversMetadata) hash.update(Buffer.alloc(4, 0xff));
  let key: Buffer = hash.digest().subarray(0, keyBytes);
  for (let round = 0; round < 50 && revision >= 3; round += 1) {
    key = createHash('md5').update(key).digest().subarray(0, keyBytes);
  }
  const stated = bytesOf(handler, 'U');
  if (revision < 3) return rc4(key, PADDING).equals(stated.subarray(0, 32)) ? key : undefined;
  let proof: Buffer = createHash('md5').update(PADDING).update(fileId).digest();
  for (let round = 0; round < 20; round += 1) proof = rc4(key.map((byte) => byte ^ round) as Buffer, proof);
  return proof.equals(stated.subarray(0, 16)) ? key : undefined;
}

/** ISO 32000-2 §7.6.4.3.3, algorithm 2.A; revision 5 hashed once. */
function keyOfRevision6(handler: Handler): Buffer | undefined {
  const user = bytesOf(handler, 'U');
  const wrapped = bytesOf(handler, 'UE').subarray(0, 32);
  if (user.length < 48 || wrapped.length < 32) return undefined;
  const hashed = (salt: Buffer): Buffer =>
    handler.revision === 5 ? createHash('sha256').update(salt).digest() : hardenedHash(salt);
  if (!hashed(user.subarray(32, 40)).equals(user.subarray(0, 32))) return undefined;
  return unwrapKey(hashed(user.subarray(40, 48)), wrapped);
}

/** /StmF and /StrF by way of /CF (ISO 32000-1 §7.6.5); `undefined` for a method that is not known. */
function filterMethods(handler: Handler): { readonly strings: Method; readonly streams: Method } | undefined {
  const { entries, get } = handler;
  const filters = get(entries, 'CF');
  const method = (key: string): Method | undefined => {
    const name = nameOf(get(entries, key)) ?? 'Identity';
    if (name === 'Identity') return 'Identity';
    const filter = filters.kind === 'dictionary' ? get(filters, name) : NULL;
    const stated = filter.kind === 'dictionary' ? nameOf(get(filter, 'CFM')) : undefined;
    if (stated === 'None') return 'Identity';
    return stated === 'V2' || stated === 'AESV2' || stated === 'AESV3' ? stated : undefined;
  };
  const [streams, strings] = [method('StmF'), method('StrF')];
  return streams && strings ? { streams, strings } : undefined;
}

/** ISO 32000-1 §7.6.2, algorithm 1; ISO 32000-2, algorithm 1.A. */
function decrypt(
  method: Method,
  key: Buffer,
  bytes: Buffer,
  objectNumber: number,
  generation: number,
): Buffer {
  if (method === 'Identity') return bytes;
  if (method === 'AESV3') return aesCbc(key, bytes);
  const place = Buffer.alloc(5);
  place.writeUIntLE(objectNumber, 0, 3);
  place.writeUInt16LE(generation & 0xffff, 3);
  const hash = createHash('md5').update(key).update(place);
  if (method === 'AESV2') hash.update('sAlT');
  const own = hash.digest().subarray(0, Math.min(key.length + 5, 16));
  return method === 'AESV2' ? aesCbc(own, bytes) : rc4(own, bytes);
}

/**
 * An object with its strings readable. /Contents of a signature is never encrypted (ISO 32000-2 §7.6.2).
 */
export function withPlainStrings(
  object: PdfObject,
  decryption: Decryption,
  number: number,
  generation: number,
): PdfObject {
  const plain = (value: PdfObject): PdfObject => withPlainStrings(value, decryption, number, generation);
  switch (object.kind) {
    case 'string':
      return { ...object, bytes: decryption.string(object.bytes, number, generation) };
    case 'array':
      return { ...object, items: object.items.map(plain) };
    case 'dictionary': {
      const isSignature = object.entries.has('ByteRange') && object.entries.has('Contents');
      const entries = new Map<string, PdfObject>();
      for (const [key, value] of object.entries) {
        entries.set(key, isSignature && key === 'Contents' ? value : plain(value));
      }
      return { ...object, entries };
    }
    case 'stream':
      return { ...object, dictionary: plain(object.dictionary) as PdfDictionary };
    default:
      return object;
  }
}
