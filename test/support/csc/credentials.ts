import { constants, createECDH, createHash, type KeyObject, privateEncrypt, randomBytes } from 'node:crypto';
import { der } from '@libro-firma/asn1';

/** A key that the test's provider holds for somebody. */
export interface HeldCredential {
  readonly id: string;
  readonly userId: string;
  readonly key: KeyObject;
  /** DER, signer first. */
  readonly certificates: readonly Buffer[];
  readonly scal?: '1' | '2';
  readonly multisign?: number | boolean;
  readonly authMode?: 'implicit' | 'explicit' | 'oauth2code';
  readonly pin?: string | undefined;
  readonly otp?: 'offline' | 'online' | undefined;
  readonly status?: 'enabled' | 'disabled';
}

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
const RSA_PSS = '1.2.840.113549.1.1.10';
const DIGEST_OF: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};
/** DigestInfo up to the digest (RFC 8017 §9.2 note 1). */
const DIGEST_INFO: Readonly<Record<string, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

export function algorithmsOf({ key }: HeldCredential): string[] {
  if (key.asymmetricKeyType === 'ec')
    return ['1.2.840.10045.2.1', '1.2.840.10045.4.3.2', '1.2.840.10045.4.3.3'];
  return [RSA_ENCRYPTION, '1.2.840.113549.1.1.11', RSA_PSS];
}

/**
 * A signature over a digest, by node:crypto alone. Null where the names of the algorithm do not fit the key or the digest:
 * a provider would refuse.
 */
export function signDigest(
  key: KeyObject,
  hash: Buffer,
  { signAlgo, hashAlgo }: { readonly signAlgo: string; readonly hashAlgo: string },
): Buffer | null {
  const digest = DIGEST_OF[signAlgo] ?? DIGEST_OF[hashAlgo];
  const info = DIGEST_INFO[digest ?? ''];
  if (!digest || !info || hash.length !== Number.parseInt(info.slice(-2), 16)) return null;
  if (key.asymmetricKeyType === 'ec') return signEcdsa(key, hash);
  if (signAlgo === RSA_PSS) return signPss(key, hash, digest);
  return privateEncrypt(
    { key, padding: constants.RSA_PKCS1_PADDING },
    Buffer.concat([Buffer.from(info, 'hex'), hash]),
  );
}

/** EMSA-PSS (RFC 8017 §9.1.1), salt as long as the digest: node:crypto signs no digest that it did not make itself. */
function signPss(key: KeyObject, hash: Buffer, digest: string): Buffer {
  const of = (...parts: Buffer[]): Buffer => createHash(digest).update(Buffer.concat(parts)).digest();
  const length = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  const salt = randomBytes(hash.length);
  const proof = of(Buffer.alloc(8), hash, salt);
  const block = Buffer.alloc(length - hash.length - 1);
  block[block.length - salt.length - 1] = 1;
  salt.copy(block, block.length - salt.length);
  for (let at = 0, counter = 0; at < block.length; at += hash.length, counter += 1) {
    const mask = of(proof, Buffer.from([0, 0, 0, counter]));
    for (let index = 0; index < hash.length && at + index < block.length; index += 1)
      block[at + index]! ^= mask[index]!;
  }
  block[0]! &= 0x7f;
  return privateEncrypt(
    { key, padding: constants.RSA_NO_PADDING },
    Buffer.concat([block, proof, Buffer.from([0xbc])]),
  );
}

const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** ECDSA on P-256 (FIPS 186-5 §6.4.1), the point by ECDH. For tests: it is not constant in time. */
function signEcdsa(key: KeyObject, hash: Buffer): Buffer {
  const d = numberOf(Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url'));
  const z = numberOf(hash.subarray(0, 32));
  for (;;) {
    const secret = createECDH('prime256v1');
    const point = secret.generateKeys();
    const k = numberOf(secret.getPrivateKey());
    const r = numberOf(point.subarray(1, 33)) % P256_ORDER;
    const s = (inverse(k) * (z + r * d)) % P256_ORDER;
    if (r !== 0n && s !== 0n) return der.sequence(der.integer(r), der.integer(s));
  }
}

function numberOf(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}

function inverse(value: bigint): bigint {
  let [result, base, exponent] = [1n, value, P256_ORDER - 2n];
  for (; exponent > 0n; exponent >>= 1n) {
    if ((exponent & 1n) === 1n) result = (result * base) % P256_ORDER;
    base = (base * base) % P256_ORDER;
  }
  return result;
}
