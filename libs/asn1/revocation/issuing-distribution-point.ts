import { type Asn1Node } from '../encoding/ber-reader';
import { bitStringContent, namedBits, sequenceOf } from '../encoding/values';
import { readGeneralName, type GeneralName } from '../x509/general-name';
import { REASON_FLAGS } from './revocation-reason';

/** What a CRL covers (RFC 5280 §5.2.5). */
export interface IssuingDistributionPoint {
  /** Its own full names; empty when it states none. */
  readonly fullNames: readonly GeneralName[];
  /** The name stands relative to the CRL's issuer, which is not resolved here. */
  readonly isNamedRelatively: boolean;
  readonly onlyUserCertificates: boolean;
  readonly onlyCaCertificates: boolean;
  readonly onlyAttributeCertificates: boolean;
  /** Reasons that it covers; undefined for all. */
  readonly onlySomeReasons?: readonly string[];
  /** Entries may be those of other issuers. */
  readonly indirect: boolean;
}

/**
 * For which certificates and reasons a CRL speaks; what is absent limits nothing.
 *
 * @throws Asn1Error
 * @standard RFC 5280 §5.2.5
 */
export function readIssuingDistributionPoint(node: Asn1Node): IssuingDistributionPoint {
  const parts = sequenceOf(node);
  const part = (tag: number): Asn1Node | undefined => parts.find((item) => item.isContext(tag));
  const flag = (tag: number): boolean => (part(tag)?.content[0] ?? 0) !== 0;
  const name = part(0)?.children()[0];
  const reasons = part(3);
  return {
    fullNames: name?.isContext(0) ? name.children().map(readGeneralName) : [],
    isNamedRelatively: name?.isContext(1) ?? false,
    onlyUserCertificates: flag(1),
    onlyCaCertificates: flag(2),
    ...(reasons && { onlySomeReasons: readReasonFlags(reasons) }),
    indirect: flag(4),
    onlyAttributeCertificates: flag(5),
  };
}

/** ReasonFlags, implicitly tagged (RFC 5280 §4.2.1.13). @throws Asn1Error */
export function readReasonFlags(node: Asn1Node): readonly string[] {
  return namedBits(bitStringContent(node)).flatMap((bit) => REASON_FLAGS[bit] ?? []);
}
