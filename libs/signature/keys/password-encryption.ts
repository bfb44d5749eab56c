import { createDecipheriv, pbkdf2Sync, scryptSync } from 'node:crypto';
import { createRequire } from 'node:module';
import type forge from 'node-forge';
import {
  Asn1Error,
  octetsOf,
  oidOf,
  sequenceOf,
  smallIntegerOf,
  type AlgorithmIdentifier,
  type Asn1Node,
} from '@libro-firma/asn1';
import { bmpPassword, KDF_PURPOSE, pkcs12Key } from './pkcs12-kdf';

/** OIDs of RFC 8018 and RFC 7292 Annex C that PKCS#12 files use. */
export const PBE_OID = {
  pbes2: '1.2.840.113549.1.5.13',
  pbmac1: '1.2.840.113549.1.5.14',
  pbkdf2: '1.2.840.113549.1.5.12',
  scrypt: '1.3.6.1.4.1.11591.4.11',
  hmacSha1: '1.2.840.113549.2.7',
  hmacSha256: '1.2.840.113549.2.9',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
} as const;

const MAX_ITERATIONS = 10_000_000;

const HMAC_DIGESTS: Readonly<Record<string, string>> = {
  [PBE_OID.hmacSha1]: 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  [PBE_OID.hmacSha256]: 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

const CBC_CIPHERS: Readonly<Record<string, readonly [string, number]>> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
  [PBE_OID.aes256Cbc]: ['aes-256-cbc', 32],
  '1.2.840.113549.3.7': ['des-ede3-cbc', 24],
};

/** Key bytes of the encryptions of RFC 7292 Annex C. */
const LEGACY: Readonly<Record<string, readonly ['des-ede3-cbc' | 'des-ede-cbc' | 'rc2', number]>> = {
  '1.2.840.113549.1.12.1.3': ['des-ede3-cbc', 24],
  '1.2.840.113549.1.12.1.4': ['des-ede-cbc', 16],
  '1.2.840.113549.1.12.1.5': ['rc2', 16],
  '1.2.840.113549.1.12.1.6': ['rc2', 5],
};

/**
 * Decrypts what a password protects. Undefined when the padding shows that the password is wrong, or the bytes are
 * damaged: the two cannot be told apart.
 *
 * @throws Asn1Error for an algorithm that is not read here, or parameters that are out of bounds.
 */
export function decryptWithPassword(
  algorithm: AlgorithmIdentifier,
  password: string,
  encrypted: Buffer,
): Buffer | undefined {
  const parameters = algorithm.parameters;
  if (!parameters) throw new Asn1Error('VALUE', 'encryption without parameters', 0);
  if (algorithm.oid === PBE_OID.pbes2) return decryptPbes2(parameters, password, encrypted);
  const legacy = LEGACY[algorithm.oid];
  if (!legacy) throw new Asn1Error('VALUE', `encryption ${algorithm.oid} is not read`, parameters.start);
  const [cipher, bytes] = legacy;
  const [salt, iterations] = [octetsOf(parameters.child(0)), smallIntegerOf(parameters.child(1))];
  const derive = (purpose: number, length: number): Buffer =>
    pkcs12Key('sha1', bmpPassword(password), salt, iterations, { purpose, bytes: length });
  const key = derive(KDF_PURPOSE.key, bytes);
  const iv = derive(KDF_PURPOSE.iv, 8);
  if (cipher === 'rc2') return decryptRc2(key, iv, encrypted);
  // Two-key triple DES is three-key triple DES that uses the first key again.
  const whole = cipher === 'des-ede-cbc' ? Buffer.concat([key, key.subarray(0, 8)]) : key;
  return decryptCbc('des-ede3-cbc', whole, iv, encrypted);
}

function decryptPbes2(parameters: Asn1Node, password: string, encrypted: Buffer): Buffer | undefined {
  const scheme = parameters.child(1);
  const cipher = CBC_CIPHERS[oidOf(scheme.child(0))];
  if (!cipher) throw new Asn1Error('VALUE', 'cipher is not read', scheme.start);
  const key = deriveKey(parameters.child(0), password, cipher[1]);
  return decryptCbc(cipher[0], key, octetsOf(scheme.child(1)), encrypted);
}

/**
 * Key of PBKDF2 or scrypt by their parameters (RFC 8018 §5.2, RFC 7914 §7).
 *
 * @throws Asn1Error for other functions, and for costs past 10,000,000 rounds or 256 MiB.
 */
export function deriveKey(function_: Asn1Node, password: string, bytes: number): Buffer {
  const oid = oidOf(function_.child(0));
  const parts = sequenceOf(function_.child(1));
  const salt = octetsOf(function_.child(1).child(0));
  const number = (index: number): number => smallIntegerOf(function_.child(1).child(index));
  if (oid === PBE_OID.scrypt) {
    const [N, r, p] = [number(1), number(2), number(3)];
    if (128 * N * r > 256 * 1024 * 1024 || p > 16) throw new Asn1Error('SIZE', 'scrypt too costly', 0);
    return scryptSync(password, salt, bytes, { N, r, p, maxmem: 512 * 1024 * 1024 });
  }
  if (oid !== PBE_OID.pbkdf2) throw new Asn1Error('VALUE', 'key derivation is not read', function_.start);
  const iterations = number(1);
  if (iterations < 1 || iterations > MAX_ITERATIONS) throw new Asn1Error('SIZE', 'too many iterations', 0);
  const prf = parts.find((part) => part.isUniversal(16));
  const digest = HMAC_DIGESTS[prf ? oidOf(prf.child(0)) : PBE_OID.hmacSha1];
  if (!digest) throw new Asn1Error('VALUE', 'pseudo-random function is not read', function_.start);
  return pbkdf2Sync(password, salt, iterations, bytes, digest);
}

/** Digest of an HMAC by its OID, as node:crypto names it. */
export function hmacDigest(oid: string): string | undefined {
  return HMAC_DIGESTS[oid];
}

function decryptCbc(cipher: string, key: Buffer, iv: Buffer, encrypted: Buffer): Buffer | undefined {
  try {
    const decipher = createDecipheriv(cipher, key, iv);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** RC2 lives on only in old PKCS#12 files, and OpenSSL 3 has put it away: node-forge still has it. */
function decryptRc2(key: Buffer, iv: Buffer, encrypted: Buffer): Buffer | undefined {
  const { rc2, util } = loadForge();
  const binary = (bytes: Buffer): forge.util.ByteStringBuffer => util.createBuffer(bytes.toString('latin1'));
  const cipher = rc2.createDecryptionCipher(key.toString('latin1'), key.length * 8);
  cipher.start(binary(iv));
  cipher.update(binary(encrypted));
  return cipher.finish() ? Buffer.from(cipher.output.getBytes(), 'latin1') : undefined;
}

/** Loading node-forge takes longer than verifying a signature, and few ever meet an RC2 file. */
function loadForge(): typeof forge {
  return createRequire(__filename)('node-forge') as typeof forge;
}
