import { nameText, nameValue, type Certificate } from '@libro-firma/asn1';
import type { SignerReport } from './validation-report';

const TAX_CODE = /^(?:TINIT-|IT:)([A-Z0-9]{16})$/i;

/** The codice fiscale in a serialNumber attribute: `TINIT-…` (EN 319 412-1 §5.1.3), or the older `IT:…`. */
export function taxCodeOf(serialNumber: string | undefined): string | null {
  return TAX_CODE.exec(serialNumber ?? '')?.[1]?.toUpperCase() ?? null;
}

const written = new WeakMap<Certificate, SignerReport>();

/** What a signer's certificate says of its holder: the same object for the same certificate. */
export function signerReport(certificate: Certificate): SignerReport {
  const known = written.get(certificate);
  if (known) return known;
  const report = write(certificate);
  written.set(certificate, report);
  return report;
}

function write(certificate: Certificate): SignerReport {
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
