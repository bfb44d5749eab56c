import { createHash } from 'node:crypto';
import {
  isSameName,
  OID,
  readOrNothing,
  readBasicOcspResponse,
  type BasicOcspResponse,
  type Certificate,
  type OcspCertId,
  type OcspSingleResponse,
} from '@libro-firma/asn1';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import {
  certificateSignature,
  digestName,
  digestOf,
  publicKeyOf,
  readSignatureAlgorithm,
  verifyValue,
} from '@libro-firma/trust';
import { revocationRefusals } from './revocation.refusals';
import type { RevocationStatement } from './revocation-statement';

/**
 * What an OCSP response proves of a certificate: it must be about this certificate, signed by its issuer or by a
 * responder to which the issuer itself gave the purpose OCSPSigning. Says nothing of its age.
 *
 * Refuses `REVOCATION_UNREADABLE`, `_OTHER_CERTIFICATE`, `_SIGNER_NOT_AUTHORISED`, `_VALUE_INVALID`,
 * `_UNKNOWN_EXTENSION`, `_STATUS_UNKNOWN`.
 *
 * @param basicBytes a BasicOCSPResponse
 * @param responders certificates that may be the responder's, beside those in the response
 * @standard RFC 6960 §3.2, §4.2.2.2
 */
export function examineOcsp(
  basicBytes: Buffer,
  certificate: Certificate,
  issuer: Certificate,
  responders: readonly Certificate[] = [],
): Result<RevocationStatement> {
  const basic = readOrNothing(() => readBasicOcspResponse(basicBytes));
  if (!basic) return refuse(revocationRefusals.UNREADABLE());
  const single = basic.responses.find(({ certId }) => isAbout(certId, certificate, issuer));
  if (!single) return refuse(revocationRefusals.OTHER_CERTIFICATE());
  const [oid] = [...basic.unknownCritical, ...single.unknownCritical];
  if (oid !== undefined) return refuse(revocationRefusals.UNKNOWN_EXTENSION({ oid }));
  const signer = findResponder(basic, issuer, responders);
  if (!signer) return refuse(revocationRefusals.SIGNER_NOT_AUTHORISED());
  if (!isSignedBy(basic, signer)) return refuse(revocationRefusals.VALUE_INVALID());
  if (single.status === 'UNKNOWN') return refuse(revocationRefusals.STATUS_UNKNOWN());
  return accept(statementOf(basic, single, single.status, signer));
}

function statementOf(
  basic: BasicOcspResponse,
  single: OcspSingleResponse,
  status: RevocationStatement['status'],
  signer: Certificate,
): RevocationStatement {
  const { revocationTime, reason, thisUpdate, nextUpdate } = single;
  return {
    kind: 'OCSP',
    status,
    ...(revocationTime && { revocationTime }),
    ...(reason && { reason }),
    producedAt: basic.producedAt,
    thisUpdate,
    ...(nextUpdate && { nextUpdate }),
    signer,
    der: basic.der,
  };
}

/** True when a CertID names this certificate (RFC 6960 §4.1.1). */
export function isAbout(certId: OcspCertId, certificate: Certificate, issuer: Certificate): boolean {
  if (certId.serialNumber !== certificate.serialNumber) return false;
  const digest = digestName(certId.digestAlgorithm);
  return (
    digest !== undefined &&
    digestOf(digest, certificate.issuer.der).equals(certId.issuerNameHash) &&
    digestOf(digest, issuer.publicKey.keyBytes).equals(certId.issuerKeyHash)
  );
}

/** The issuer, or a responder that the issuer authorised directly (RFC 6960 §4.2.2.2). */
function findResponder(
  { responderId, certificates, producedAt }: BasicOcspResponse,
  issuer: Certificate,
  others: readonly Certificate[],
): Certificate | undefined {
  const isNamed = (candidate: Certificate): boolean =>
    responderId.kind === 'name'
      ? isSameName(candidate.subject, responderId.name)
      : createHash('sha1').update(candidate.publicKey.keyBytes).digest().equals(responderId.hash);
  if (isNamed(issuer)) return issuer;
  return [...certificates, ...others].find(
    (candidate) => isNamed(candidate) && isAuthorised(candidate, issuer, producedAt),
  );
}

function isAuthorised(responder: Certificate, issuer: Certificate, at: Date): boolean {
  return (
    responder.extensions.extendedKeyUsage?.purposes.includes(OID.ekuOcspSigning) === true &&
    isSameName(responder.issuer, issuer.subject) &&
    at >= responder.notBefore &&
    at <= responder.notAfter &&
    certificateSignature(responder, issuer) === 'VALID'
  );
}

function isSignedBy({ signatureAlgorithm, tbs, signature }: BasicOcspResponse, signer: Certificate): boolean {
  const algorithm = readSignatureAlgorithm(signatureAlgorithm);
  const key = publicKeyOf(signer.publicKey);
  return (
    algorithm !== undefined && key !== undefined && verifyValue(algorithm, key, [tbs], signature) === 'VALID'
  );
}
