import type { KeyObject } from 'node:crypto';

export interface DemoPerson {
  readonly givenName: string;
  readonly surname: string;
  /** Codice fiscale; stands in the certificate as `TINIT-…`. */
  readonly taxCode: string;
  readonly kind: 'rsa' | 'ec';
  /** Of the PKCS#12 file; default `demo`. */
  readonly password?: string;
}

export interface DemoSigner {
  readonly certificate: Buffer;
  /** Issuing CA, then root; DER. */
  readonly chain: readonly Buffer[];
  readonly key: KeyObject;
  readonly pkcs12: Buffer;
}

export interface DemoPki {
  /** Trust anchor, DER. */
  readonly root: Buffer;
  readonly issuer: Buffer;
  issueSigner(person: DemoPerson): DemoSigner;
}

/** Makes certificates that say in every name that they are for demonstration and not valid. */
export function createDemoPki(_options: { readonly organisation: string; readonly now: Date }): DemoPki {
  throw new Error('not written yet');
}
