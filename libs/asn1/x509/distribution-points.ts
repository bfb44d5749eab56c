import { type Asn1Node } from '../encoding/ber-reader';
import { readReasonFlags } from '../revocation/issuing-distribution-point';
import { readGeneralName, type GeneralName } from './general-name';

/** Where a certificate's CRL is to be had (RFC 5280 §4.2.1.13). */
export interface DistributionPoint {
  readonly fullNames: readonly GeneralName[];
  /** Reasons that the CRL there covers; undefined for all. */
  readonly reasons?: readonly string[];
  /** Issuer of the CRL, where it is not the certificate's own. */
  readonly crlIssuer: readonly GeneralName[];
}

/**
 * Where a CRL is to be had, for which reasons and by whom, of one point.
 *
 * @throws Asn1Error
 * @standard RFC 5280 §4.2.1.13
 */
export function readDistributionPoint(point: Asn1Node): DistributionPoint {
  const part = (tag: number): Asn1Node | undefined => point.children().find((item) => item.isContext(tag));
  const fullName = part(0)
    ?.children()
    .find((item) => item.isContext(0));
  const reasons = part(1);
  return {
    fullNames: (fullName?.children() ?? []).map(readGeneralName),
    ...(reasons && { reasons: readReasonFlags(reasons) }),
    crlIssuer: (part(2)?.children() ?? []).map(readGeneralName),
  };
}

/**
 * Addresses of one DistributionPoint.
 *
 * @standard RFC 5280 §4.2.1.13
 */
export function distributionUrls(point: Asn1Node): readonly string[] {
  return readDistributionPoint(point).fullNames.flatMap((name) => (name.kind === 'uri' ? [name.value] : []));
}
