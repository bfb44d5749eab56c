import { createHash } from 'node:crypto';
import { der, OID, reasonNumber, wrapBasicOcsp, type OcspCertId, type OcspRequest } from '@libro-firma/asn1';
import { writeExtension } from '../../demo-pki/write-certificate';
import type { TestAuthority, TestHolder } from './test-authority';
import { identifiedValue } from './weak-signature';

/** What may be otherwise about an OCSP response than that it is right. */
export interface OcspWish {
  readonly producedAt: Date;
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date;
  readonly signedBy?: TestHolder;
  /** Nonce to answer; that of the request by default, none when null. */
  readonly nonce?: Buffer | null;
  /** Answers for this serial number in place of the one that was asked about. */
  readonly serialNumber?: bigint;
  readonly status?: 'GOOD' | 'UNKNOWN';
  readonly leavesCertificateOut?: boolean;
  /** Signed over SHA-1. */
  readonly isWeak?: boolean;
}

/** An OCSP response of an authority to a request (RFC 6960 §4.2.1). */
export function writeOcspResponse(authority: TestAuthority, request: OcspRequest, wish: OcspWish): Buffer {
  const signer = wish.signedBy ?? authority.responder;
  const nonce = wish.nonce === undefined ? request.nonce : wish.nonce;
  const extensions = nonce
    ? [der.explicit(1, der.sequence(writeExtension(OID.ocspNonce, der.octetString(nonce))))]
    : [];
  const keyHash = createHash('sha1').update(signer.read.publicKey.keyBytes).digest();
  const tbs = der.sequence(
    der.explicit(2, der.octetString(keyHash)),
    der.generalizedTime(wish.producedAt),
    der.sequence(...request.certIds.map((certId) => singleResponse(authority, certId, wish))),
    ...extensions,
  );
  const { algorithm, value } = identifiedValue(signer, tbs, wish.isWeak);
  const certificates =
    wish.leavesCertificateOut === true ? [] : [der.explicit(0, der.sequence(signer.certificate))];
  return wrapBasicOcsp(der.sequence(tbs, algorithm, der.bitString(value), ...certificates));
}

function singleResponse(authority: TestAuthority, certId: OcspCertId, wish: OcspWish): Buffer {
  const serialNumber = wish.serialNumber ?? certId.serialNumber;
  return der.sequence(
    der.sequence(
      der.sequence(der.oid(certId.digestAlgorithm), der.null()),
      der.octetString(certId.issuerNameHash),
      der.octetString(certId.issuerKeyHash),
      der.integer(serialNumber),
    ),
    certStatus(authority, serialNumber, wish.status),
    der.generalizedTime(wish.thisUpdate ?? wish.producedAt),
    ...(wish.nextUpdate ? [der.explicit(0, der.generalizedTime(wish.nextUpdate))] : []),
  );
}

function certStatus(authority: TestAuthority, serialNumber: bigint, wish: OcspWish['status']): Buffer {
  const record = authority.revoked.get(serialNumber);
  if (wish === 'UNKNOWN' || (!wish && !authority.issued.has(serialNumber))) {
    return der.contextPrimitive(2, Buffer.alloc(0));
  }
  if (!record || wish === 'GOOD') return der.contextPrimitive(0, Buffer.alloc(0));
  const reason = der.explicit(0, der.enumerated(reasonNumber(record.reason)));
  return der.explicit(1, der.generalizedTime(record.at), reason);
}

/** A response that only says that it failed (RFC 6960 §4.2.1). */
export function writeOcspFailure(status: number): Buffer {
  return der.sequence(der.enumerated(status));
}
