import { createHash } from 'node:crypto';
import { der, OID } from '@libro-firma/asn1';
import type { CreationAlgorithm, DigestAlgorithm } from '@libro-firma/signature';
import type { ToSign } from '../../domain/signing-device.port';

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
const RSA_WITH: Readonly<Record<DigestAlgorithm, string>> = {
  sha256: OID.sha256WithRsa,
  sha384: OID.sha384WithRsa,
  sha512: OID.sha512WithRsa,
};
const ECDSA_WITH: Readonly<Record<DigestAlgorithm, string>> = {
  sha256: OID.ecdsaWithSha256,
  sha384: OID.ecdsaWithSha384,
  sha512: OID.ecdsaWithSha512,
};

export interface CscAlgorithm {
  readonly signAlgo: string;
  readonly hashAlgo: string;
  readonly signAlgoParams?: string;
}

export function hashOf({ digestAlgorithm, bytes }: ToSign): string {
  return createHash(digestAlgorithm).update(bytes).digest('base64');
}

/**
 * The names that signatures/signHash wants (§11.9): of the whole algorithm, or of the key alone where the credential
 * offers only that, the digest beside it. RSASSA-PSS takes its parameters as DER (RFC 4055 §3.1).
 */
export function cscAlgorithm(
  { scheme, digestAlgorithm }: ToSign,
  offered: readonly string[],
): CscAlgorithm | null {
  const digest = digestAlgorithm as CreationAlgorithm['digest'];
  const hashAlgo = OID[digest];
  if (scheme === 'ecdsa') return { signAlgo: ECDSA_WITH[digest], hashAlgo };
  if (scheme === 'rsa-pss')
    return { signAlgo: OID.rsaPss, hashAlgo, signAlgoParams: pssParameters(digest).toString('base64') };
  if (scheme !== 'rsa-pkcs1') return null; // Ed25519 signs the bytes themselves, which version 1 does not carry
  const whole = RSA_WITH[digest];
  return {
    signAlgo: offered.includes(whole) || !offered.includes(RSA_ENCRYPTION) ? whole : RSA_ENCRYPTION,
    hashAlgo,
  };
}

const SALT_BYTES: Readonly<Record<DigestAlgorithm, number>> = { sha256: 32, sha384: 48, sha512: 64 };

function pssParameters(digest: DigestAlgorithm): Buffer {
  const hash = der.sequence(der.oid(OID[digest]), der.null());
  const mask = der.sequence(der.oid(OID.mgf1), hash);
  return der.sequence(
    der.explicit(0, hash),
    der.explicit(1, mask),
    der.explicit(2, der.integer(SALT_BYTES[digest])),
  );
}
