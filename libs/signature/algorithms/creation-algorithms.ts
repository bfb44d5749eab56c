import { der, OID } from '@libro-firma/asn1';
import type { SignatureAlgorithm } from '@libro-firma/trust';

/** Digests with which this project signs. Older ones are read, never written. */
export const DIGEST_ALGORITHMS = ['sha256', 'sha384', 'sha512'] as const;
export type DigestAlgorithm = (typeof DIGEST_ALGORITHMS)[number];

/**
 * How a raw signature value is made: RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 8017), with salt as long as the digest;
 * ECDSA (RFC 5753 §2.1.1), its value as DER; Ed25519 (RFC 8419), which signs the bytes and no digest.
 */
export const SIGNATURE_SCHEMES = ['rsa-pkcs1', 'rsa-pss', 'ecdsa', 'ed25519'] as const;
export type SignatureScheme = (typeof SIGNATURE_SCHEMES)[number];

/** A scheme with its digest. With Ed25519 the digest is that of the message-digest attribute, always SHA-512. */
export interface CreationAlgorithm {
  readonly scheme: SignatureScheme;
  readonly digest: DigestAlgorithm;
}

/** Bytes of each digest. */
export const DIGEST_BYTES: Readonly<Record<DigestAlgorithm, number>> = { sha256: 32, sha384: 48, sha512: 64 };

/** AlgorithmIdentifier of a digest, parameters absent (RFC 5754 §2). */
export function digestIdentifier(digest: DigestAlgorithm): Buffer {
  return der.sequence(der.oid(OID[digest]));
}

const RSA_OIDS = { sha256: OID.sha256WithRsa, sha384: OID.sha384WithRsa, sha512: OID.sha512WithRsa };
const ECDSA_OIDS = { sha256: OID.ecdsaWithSha256, sha384: OID.ecdsaWithSha384, sha512: OID.ecdsaWithSha512 };

/** AlgorithmIdentifier of a signature (RFC 4055 §3.1 and §5, RFC 5754 §3.3, RFC 8419 §2.2). */
export function signatureIdentifier({ scheme, digest }: CreationAlgorithm): Buffer {
  switch (scheme) {
    case 'rsa-pkcs1':
      return der.sequence(der.oid(RSA_OIDS[digest]), der.null());
    case 'rsa-pss': {
      const hash = der.sequence(der.oid(OID[digest]), der.null());
      const mask = der.sequence(der.oid(OID.mgf1), hash);
      return der.sequence(
        der.oid(OID.rsaPss),
        der.sequence(
          der.explicit(0, hash),
          der.explicit(1, mask),
          der.explicit(2, der.integer(DIGEST_BYTES[digest])),
        ),
      );
    }
    case 'ecdsa':
      return der.sequence(der.oid(ECDSA_OIDS[digest]));
    case 'ed25519':
      return der.sequence(der.oid(OID.ed25519));
  }
}

/** The algorithm as the verifying side names it. */
export function verifyingAlgorithm({ scheme, digest }: CreationAlgorithm): SignatureAlgorithm {
  if (scheme === 'ed25519') return { family: scheme, digest: undefined };
  if (scheme === 'rsa-pss') return { family: scheme, digest, saltLength: DIGEST_BYTES[digest] };
  return { family: scheme, digest };
}
