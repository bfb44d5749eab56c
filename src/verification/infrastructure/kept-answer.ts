/** What a revocation service was asked during a verification, in the order of the questions, and what it answered. */
export interface KeptAnswer {
  /** SHA-256 of the certificate that was asked about. */
  readonly certificateSha256: string;
  readonly kind: 'OCSP' | 'CRL' | null;
  /** Name of the answer in the object store; null: there was none that could be relied upon. */
  readonly sha256: string | null;
  readonly url: string | null;
  readonly fetchedAt: string | null;
  /** Code of why there was none. */
  readonly refusal: string | null;
}
