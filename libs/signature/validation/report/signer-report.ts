import { nameText, nameValue, type Certificate } from '@libro-firma/asn1';
import type { SignerReport } from './validation-report';

const TAX_CODE = /^(?:TINIT-|IT:)([A-Z0-9]{16})$/i;

/** The codice fiscale in a serialNumber attribute: `TINIT-…` (EN 319 412-1 §5.1.3), or the older `IT:…`. */
export function taxCodeOf(serialNumber: string | undefined): string | null {
  return TAX_CODE.exec(serialNumber ?? '')?.[1]?.toUpperCase() ?? null;
}

/** What a signer's certificate says of its holder. */
export function signerReport(certificate: Certificate): SignerReport {
  const { subject, issuer } = certificate;
  return {
    commonName: nameValue(subject, 'commonName') ?? null,
    givenName: nameValue(subject, 'givenName') ?? null,
    surname: nameValue(subject, 'surname') ?? null,
    taxCode: taxCodeOf(nameValue(subject, 'serialNumber')),
    organization: nameValue(subject, 'organizationName') ?? null,
    subject: nameText(subject),
    issuer: nameText(issuer),
    serialNumber: certificate.serialHex,
    certificateSha256: certificate.sha256,
    validFrom: certificate.notBefore.toISOString(),
    validTo: certificate.notAfter.toISOString(),
    claimsQualified: certificate.extensions.qcStatements?.compliance === true,
  };
}
