import { createHash, X509Certificate } from 'node:crypto';
import { nameText, nameValue, readCertificate } from '@libro-firma/asn1';
import { isDemoCertificate } from '@libro-firma/signature';
import { isForAutomaticProcedures } from '../domain/automatic-certificate';
import type { SigningCertificate } from '../domain/signing-device.port';

/** EN 319 412-1 §5.1.3. */
const TAX_CODE_PREFIX = /^TINIT-/i;
/** What a device's certificate says of its holder. @throws when it is no certificate */
export function describeCertificate(der: Buffer, chain: readonly Buffer[]): SigningCertificate {
  const certificate = readCertificate(der);
  const x509 = new X509Certificate(der);
  const serialNumber = nameValue(certificate.subject, 'serialNumber') ?? '';
  return {
    certificate: der,
    chain,
    sha256: createHash('sha256').update(der).digest('hex'),
    holder: nameValue(certificate.subject, 'commonName') ?? nameText(certificate.subject),
    issuer: nameValue(certificate.issuer, 'commonName') ?? nameText(certificate.issuer),
    validFrom: new Date(x509.validFrom),
    validTo: new Date(x509.validTo),
    taxCode: TAX_CODE_PREFIX.test(serialNumber)
      ? serialNumber.replace(TAX_CODE_PREFIX, '').toUpperCase()
      : null,
    demo: isDemoCertificate(der),
    automaticOnly: isForAutomaticProcedures(der),
    forSignatures: certificate.extensions.keyUsage?.includes('nonRepudiation') ?? false,
  };
}

/** Own certificate first, then what issued it, as far as the others lead. */
export function chainOf(own: Buffer, others: readonly Buffer[]): Buffer[] {
  const chain: Buffer[] = [];
  let below = new X509Certificate(own);
  const left = others.filter((other) => !other.equals(own)).map((other) => new X509Certificate(other));
  for (;;) {
    const at = left.findIndex((candidate) => below.checkIssued(candidate) && candidate.ca);
    const [issuer] = at < 0 ? [] : left.splice(at, 1);
    if (!issuer) return chain;
    chain.push(issuer.raw);
    below = issuer;
  }
}
