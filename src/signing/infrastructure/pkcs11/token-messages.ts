/** A certificate that lies on a token, with the key beside it (CKA_ID is what joins the two). */
export interface TokenCertificate {
  readonly tokenSerial: string;
  readonly tokenLabel: string;
  /** Hex. */
  readonly keyId: string;
  /** DER in base64. */
  readonly certificate: string;
}

/** One value to be made: the digest in the form that the mechanism takes. */
export interface TokenValue {
  readonly mechanism: 'RSA_PKCS' | 'RSA_PKCS_PSS' | 'ECDSA';
  readonly digestAlgorithm: string;
  /** Base64. */
  readonly input: string;
}

/** What a device asks of the process that holds the library. The code goes through this channel, and never in a command line. */
export type TokenQuestion =
  | { readonly ask: 'list'; readonly library: string }
  | {
      readonly ask: 'open';
      readonly library: string;
      readonly tokenSerial: string;
      readonly keyId: string;
      readonly pin: string;
    }
  | { readonly ask: 'sign'; readonly values: readonly TokenValue[] };

/** Why not: a return value of PKCS#11 by its name, or what happened before the library could say one. */
export type TokenFault = 'LIBRARY_MISSING' | 'TOKEN_ABSENT' | 'NO_SUCH_KEY' | `CKR_${string}`;

export type TokenAnswer =
  | { readonly fault: TokenFault }
  | { readonly certificates: readonly TokenCertificate[] }
  | { readonly opened: true }
  /** Base64; ECDSA as r and s, side by side. */
  | { readonly values: readonly string[] };
