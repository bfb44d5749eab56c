import { OID, readOrNothing, singleValue, timeOf, type SignerInfo } from '@libro-firma/asn1';
import type { SignatureDictionary } from '@libro-firma/pdf';
import { readPdfDate } from '../report/pdf-date';

/** /M of the dictionary; else the attribute signing-time of the older forms. ISO 8601 UTC; a claim, no proof. */
export function claimedTime(dictionary: SignatureDictionary, signer: SignerInfo | undefined): string | null {
  return dictionary.signingTime !== null ? readPdfDate(dictionary.signingTime) : signingTimeOf(signer);
}

/** The attribute signing-time, ISO 8601 UTC (RFC 5652 §11.3); null when it is absent or not readable. */
export function signingTimeOf(signer: SignerInfo | undefined): string | null {
  const stated = readOrNothing(() => {
    const value = singleValue(signer?.signedAttributes, OID.signingTime);
    return value && timeOf(value);
  });
  return stated?.toISOString() ?? null;
}
