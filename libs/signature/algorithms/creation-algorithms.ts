/** Digests with which this project signs. Older ones are read, never written. */
export const DIGEST_ALGORITHMS = ['sha256', 'sha384', 'sha512'] as const;
export type DigestAlgorithm = (typeof DIGEST_ALGORITHMS)[number];

/**
 * How a raw signature value is made: RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 8017), with salt as long as the digest;
 * ECDSA (RFC 5753 §2.1.1), its value as DER; Ed25519 (RFC 8419), which signs the bytes and no digest.
 */
export const SIGNATURE_SCHEMES = ['rsa-pkcs1', 'rsa-pss', 'ecdsa', 'ed25519'] as const;
export type SignatureScheme = (typeof SIGNATURE_SCHEMES)[number];
