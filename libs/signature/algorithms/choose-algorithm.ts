import type { KeyObject } from 'node:crypto';
import { type Certificate } from '@libro-firma/asn1';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { publicKeyOf } from '@libro-firma/trust';
import { signatureRefusals } from '../signature.refusals';
import type { CreationAlgorithm, DigestAlgorithm, SignatureScheme } from './creation-algorithms';

const LEAST_RSA_BITS = 2048;

const SCHEMES: Readonly<Record<string, readonly [SignatureScheme, ...SignatureScheme[]]>> = {
  rsa: ['rsa-pkcs1', 'rsa-pss'],
  'rsa-pss': ['rsa-pss'],
  ec: ['ecdsa'],
  ed25519: ['ed25519'],
};

/** Curves with the digest that is as strong as they are (RFC 5753 §7, FIPS 186-5 §6.1.1). */
const CURVES: Readonly<Record<string, DigestAlgorithm>> = {
  prime256v1: 'sha256',
  secp384r1: 'sha384',
  secp521r1: 'sha512',
};

/** A key that may sign, with the algorithm and the most bytes that its values have. */
export interface ChosenAlgorithm extends CreationAlgorithm {
  readonly publicKey: KeyObject;
  readonly maxValueBytes: number;
}

/**
 * The algorithm for the key of a certificate: the one asked for, or what the key calls for.
 *
 * Refusals: `SIGNATURE_KEY_UNSUPPORTED`, `SIGNATURE_KEY_TOO_SHORT`, `SIGNATURE_ALGORITHM_NOT_FOR_KEY`.
 *
 * @standard ETSI TS 119 312 §6, §7
 */
export function chooseAlgorithm(
  certificate: Certificate,
  wish: { readonly scheme?: SignatureScheme | undefined; readonly digest?: DigestAlgorithm | undefined } = {},
): Result<ChosenAlgorithm> {
  const kind = keyKind(certificate);
  if (!kind.ok) return kind;
  const { publicKey, schemes, ownDigest, maxValueBytes, type } = kind.value;
  const scheme = wish.scheme ?? schemes[0];
  const isEdwards = scheme === 'ed25519';
  const refused = schemes.includes(scheme) ? (isEdwards ? notSha512(wish.digest) : undefined) : scheme;
  if (refused !== undefined) {
    return refuse(signatureRefusals.ALGORITHM_NOT_FOR_KEY({ algorithm: refused, type }));
  }
  return accept({
    scheme,
    digest: isEdwards ? 'sha512' : (wish.digest ?? ownDigest),
    publicKey,
    maxValueBytes,
  });
}

/** RFC 8419 §3.1: with signed attributes Ed25519 goes with SHA-512 and nothing else. */
function notSha512(digest: DigestAlgorithm | undefined): DigestAlgorithm | undefined {
  return digest === 'sha512' ? undefined : digest;
}

interface KeyKind {
  readonly type: string;
  readonly publicKey: KeyObject;
  readonly schemes: readonly [SignatureScheme, ...SignatureScheme[]];
  readonly ownDigest: DigestAlgorithm;
  readonly maxValueBytes: number;
}

function keyKind(certificate: Certificate): Result<KeyKind> {
  const publicKey = publicKeyOf(certificate.publicKey);
  const type = publicKey?.asymmetricKeyType ?? certificate.publicKey.algorithm.oid;
  const schemes = SCHEMES[type];
  const { namedCurve, modulusLength = 0 } = publicKey?.asymmetricKeyDetails ?? {};
  const curveDigest = CURVES[namedCurve ?? ''];
  if (!publicKey || !schemes || (type === 'ec' && !curveDigest)) {
    return refuse(signatureRefusals.KEY_UNSUPPORTED({ type: namedCurve ?? type }));
  }
  if (type.startsWith('rsa') && modulusLength < LEAST_RSA_BITS) {
    return refuse(signatureRefusals.KEY_TOO_SHORT({ bits: modulusLength, least: LEAST_RSA_BITS }));
  }
  const maxValueBytes = type === 'ed25519' ? 64 : valueBytes(modulusLength, namedCurve);
  return accept({ type, publicKey, schemes, ownDigest: curveDigest ?? 'sha256', maxValueBytes });
}

function valueBytes(modulusBits: number, curve: string | undefined): number {
  if (curve === undefined) return Math.ceil(modulusBits / 8);
  const field = { prime256v1: 32, secp384r1: 48 }[curve] ?? 66;
  return 2 * (field + 4) + 4; // two INTEGERs with a leading zero each, and the SEQUENCE around them
}
