import { findCrlEntry, isSameName, readOrNothing, type Certificate, type Crl } from '@libro-firma/asn1';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { publicKeyOf, readSignatureAlgorithm, verifyValue } from '@libro-firma/trust';
import { revocationRefusals } from './revocation.refusals';
import type { RevocationStatement } from './revocation-statement';

/**
 * What a CRL proves of a certificate: it must be signed by the certificate's issuer and cover the certificate for
 * all reasons. Says nothing of its age.
 *
 * Refuses `REVOCATION_SIGNER_NOT_AUTHORISED` (also for a CRL of another issuer, which is not followed), `_NOT_COVERED`,
 * `_UNKNOWN_EXTENSION`, `_VALUE_INVALID`, `_UNREADABLE`.
 *
 * @standard RFC 5280 §6.3.3
 */
export function examineCrl(
  crl: Crl,
  certificate: Certificate,
  issuer: Certificate,
): Result<RevocationStatement> {
  const mayIssue = issuer.extensions.keyUsage?.includes('cRLSign') ?? true;
  if (
    !mayIssue ||
    !isSameName(crl.issuer, issuer.subject) ||
    !isSameName(certificate.issuer, issuer.subject)
  ) {
    return refuse(revocationRefusals.SIGNER_NOT_AUTHORISED());
  }
  const [oid] = crl.unknownCritical;
  if (oid !== undefined) return refuse(revocationRefusals.UNKNOWN_EXTENSION({ oid }));
  const reason = whyNotCovered(crl, certificate);
  if (reason !== undefined) return refuse(revocationRefusals.NOT_COVERED({ reason }));
  if (!isSignedBy(crl, issuer)) return refuse(revocationRefusals.VALUE_INVALID());
  return statementOf(crl, certificate, issuer);
}

function statementOf(crl: Crl, certificate: Certificate, issuer: Certificate): Result<RevocationStatement> {
  const found = readOrNothing(() => ({
    entry: findCrlEntry(crl, certificate.serialNumber, certificate.issuer),
  }));
  if (!found) return refuse(revocationRefusals.UNREADABLE());
  const { entry } = found;
  const [unknown] = entry?.unknownCritical ?? [];
  if (unknown !== undefined) return refuse(revocationRefusals.UNKNOWN_EXTENSION({ oid: unknown }));
  // A delta CRL takes a certificate off the list by this reason (RFC 5280 §5.3.1); in a complete one it says nothing.
  const isRevoked = entry !== undefined && entry.reason !== 'removeFromCRL';
  return accept({
    kind: 'CRL',
    status: isRevoked ? 'REVOKED' : 'GOOD',
    ...(isRevoked && { revocationTime: entry.revocationDate, reason: entry.reason }),
    producedAt: crl.thisUpdate,
    thisUpdate: crl.thisUpdate,
    ...(crl.nextUpdate && { nextUpdate: crl.nextUpdate }),
    signer: issuer,
    der: crl.der,
  });
}

/** Why the scope of the CRL leaves the certificate out, or undefined (RFC 5280 §5.2.5, §6.3.3 (b)). */
function whyNotCovered(crl: Crl, { extensions }: Certificate): string | undefined {
  if (crl.deltaBaseNumber !== undefined) return 'delta CRL';
  const point = crl.issuingDistributionPoint;
  if (!point) return undefined;
  const isCa = extensions.basicConstraints?.ca === true;
  if (point.onlyAttributeCertificates) return 'attribute certificates only';
  if (point.onlyUserCertificates && isCa) return 'user certificates only';
  if (point.onlyCaCertificates && !isCa) return 'CA certificates only';
  if (point.onlySomeReasons) return 'some reasons only';
  const names = point.fullNames.flatMap((name) => (name.kind === 'uri' ? [name.value] : []));
  const isNamed = names.some((name) => extensions.crlDistributionPoints.includes(name));
  return names.length > 0 && !isNamed ? 'other distribution point' : undefined;
}

const signatures = new WeakMap<Buffer, Map<string, boolean>>();

/** Remembered for each CRL that is held: one list of millions of entries serves many certificates. */
function isSignedBy(crl: Crl, issuer: Certificate): boolean {
  const known = signatures.get(crl.der) ?? new Map<string, boolean>();
  signatures.set(crl.der, known);
  const remembered = known.get(issuer.sha256);
  if (remembered !== undefined) return remembered;
  const algorithm = readSignatureAlgorithm(crl.signatureAlgorithm);
  const key = publicKeyOf(issuer.publicKey);
  const isValid =
    algorithm !== undefined &&
    key !== undefined &&
    verifyValue(algorithm, key, [crl.tbs], crl.signature) === 'VALID';
  known.set(issuer.sha256, isValid);
  return isValid;
}
