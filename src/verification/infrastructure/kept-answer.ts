/** What somebody outside was asked during a verification, in the order of the questions, and what the answer was. */
export interface KeptAnswer {
  /** SHA-256 of the certificate that was asked about. */
  readonly certificateSha256: string;
  /** `ISSUER`: a certificate that the file left out. Null: no service of revocation answered. */
  readonly kind: 'OCSP' | 'CRL' | 'ISSUER' | null;
  /** Name of the answer in the object store; null: there was none that could be relied upon. */
  readonly sha256: string | null;
  /** Null too where the certificate names several, and which of them answered is not told. */
  readonly url: string | null;
  readonly fetchedAt: string | null;
  /** Code of why there was none. */
  readonly refusal: string | null;
}
