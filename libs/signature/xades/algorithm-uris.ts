import type { CreationAlgorithm, DigestAlgorithm } from '../algorithms/creation-algorithms';

const DIGESTS: Readonly<Record<DigestAlgorithm, string>> = {
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha384: 'http://www.w3.org/2001/04/xmldsig-more#sha384',
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
};

/** Algorithm identifier of a digest in XML (RFC 9231 §2.1). */
export function digestUri(digest: DigestAlgorithm): string {
  return DIGESTS[digest];
}

/** Algorithm identifier of a signature in XML (RFC 9231 §2.3). */
export function signatureUri({ scheme, digest }: CreationAlgorithm): string {
  switch (scheme) {
    case 'rsa-pkcs1':
      return `http://www.w3.org/2001/04/xmldsig-more#rsa-${digest}`;
    case 'rsa-pss':
      return `http://www.w3.org/2007/05/xmldsig-more#${digest}-rsa-MGF1`;
    case 'ecdsa':
      return `http://www.w3.org/2001/04/xmldsig-more#ecdsa-${digest}`;
    case 'ed25519':
      return 'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519';
  }
}
