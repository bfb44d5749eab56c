import { type Asn1Node } from '../encoding/ber-reader';
import { oidOf, octetsOf, sequenceOf } from '../encoding/values';
import { der, element } from '../encoding/der-writer';
import { TAG } from '../encoding/tag';
import { OID } from '../oids';

/** Revocation data as they stand in a file. OCSP responses are BasicOCSPResponses, ready for `readBasicOcspResponse`. */
export interface RevocationValues {
  readonly crls: readonly Buffer[];
  readonly ocspResponses: readonly Buffer[];
}

/** Value of the attribute revocation-values (EN 319 122-1 §A.1.3.2 by RFC 5126 §6.3.4). @throws Asn1Error */
export function readRevocationValues(node: Asn1Node): RevocationValues {
  const list = (tag: number): readonly Asn1Node[] => {
    const part = sequenceOf(node).find((item) => item.isContext(tag));
    return part ? sequenceOf(part.only()) : [];
  };
  return {
    crls: list(0).map((item) => item.bytes),
    ocspResponses: list(1).map((item) => item.bytes),
  };
}

/**
 * Value of Adobe's attribute RevocationInfoArchival, whose OCSP responses are whole OCSPResponses.
 *
 * @standard ISO 32000-1 §12.8.3.3.2
 * @throws Asn1Error
 */
export function readAdobeRevocation(node: Asn1Node): RevocationValues {
  const list = (tag: number): readonly Asn1Node[] => {
    const part = sequenceOf(node).find((item) => item.isContext(tag));
    return part ? sequenceOf(part.only()) : [];
  };
  return {
    crls: list(0).map((item) => item.bytes),
    ocspResponses: list(1).flatMap((item) => basicBytesOf(item) ?? []),
  };
}

/** The BasicOCSPResponse inside an OCSPResponse, or undefined when it holds none (RFC 6960 §4.2.1). @throws Asn1Error */
export function basicBytesOf(response: Asn1Node): Buffer | undefined {
  const wrapped = sequenceOf(response)[1];
  if (!wrapped?.isContext(0)) return undefined;
  const inner = wrapped.only();
  return oidOf(inner.child(0)) === OID.ocspBasic ? octetsOf(inner.child(1)) : undefined;
}

/**
 * A BasicOCSPResponse dressed as a successful OCSPResponse, the form that DSS dictionaries hold.
 *
 * @standard RFC 6960 §4.2.1
 */
export function wrapBasicOcsp(basic: Buffer): Buffer {
  const bytes = der.sequence(der.oid(OID.ocspBasic), der.octetString(basic));
  return der.sequence(der.enumerated(0), der.explicit(0, bytes));
}

/** Members of the field `crls` of a SignedData: CRLs, and the OCSP responses of RFC 5940. @throws Asn1Error */
export function readRevocationInfoChoices(set: Asn1Node | undefined): RevocationValues {
  const members = set?.children() ?? [];
  return {
    crls: members.filter((item) => item.isUniversal(TAG.sequence)).map((item) => item.bytes),
    ocspResponses: members.flatMap((item) => (item.isContext(1) ? readOtherRevocation(item) : [])),
  };
}

function readOtherRevocation(node: Asn1Node): readonly Buffer[] {
  const format = oidOf(node.child(0));
  if (format === OID.ocspBasic) return [node.child(1).bytes];
  if (format !== OID.revocationOcspResponse) return [];
  const basic = basicBytesOf(node.child(1));
  return basic ? [basic] : [];
}

/** One OCSP response as a member of the field `crls` of a SignedData (RFC 5940 §2.1). */
export function otherRevocationOcsp(basic: Buffer): Buffer {
  const inner = Buffer.concat([der.oid(OID.revocationOcspResponse), wrapBasicOcsp(basic)]);
  return element(0xa1, inner);
}
