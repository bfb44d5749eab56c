import { isSameName, type Certificate } from '@libro-firma/asn1';
import type { ServicePeriod, TrustedList, TrustService } from '../trusted-list/trusted-list';

const QUALIFIED_CA = /\/Svctype\/CA\/QC$/;
const GRANTED = /\/Svcstatus\/granted$/;
/** Statuses that stood for supervision until the Regulation applied (TS 119 612 Annex J). */
const SUPERVISED = /\/Svcstatus\/(undersupervision|supervisionincessation|accredited)$/;

/** From this instant on Regulation (EU) 910/2014 applies to trust services, art. 52(2). */
export const REGULATION_APPLIES = new Date('2016-07-01T00:00:00Z');

/** Services for qualified certificates whose identity is among these certificates, with their list's country. */
export function qualifiedServices(
  lists: readonly TrustedList[],
  chain: readonly Certificate[],
): readonly TrustService[] {
  return lists
    .flatMap(({ providers }) => providers)
    .flatMap(({ services }) => services)
    .filter(({ periods }) =>
      periods.some(
        (period) => QUALIFIED_CA.test(period.type) && chain.some((one) => isIdentity(period, one)),
      ),
    );
}

/** The same key under the same name is the same service, whatever certificate was issued for it. */
function isIdentity({ certificates, keyIdentifiers }: ServicePeriod, certificate: Certificate): boolean {
  return (
    certificates.some(
      (one) =>
        one.sha256 === certificate.sha256 ||
        (one.publicKey.der.equals(certificate.publicKey.der) && isSameName(one.subject, certificate.subject)),
    ) || keyIdentifiers.some((one) => certificate.extensions.subjectKeyIdentifier?.equals(one) === true)
  );
}

/** What held of a service at an instant; undefined before its first status. */
export function periodAt({ periods }: TrustService, at: Date): ServicePeriod | undefined {
  return periods.find(({ from }) => from <= at);
}

/** Whether the service was qualified then, by the words of that time. */
export function isQualifiedAt(service: TrustService, at: Date): boolean {
  const period = periodAt(service, at);
  if (!period || !QUALIFIED_CA.test(period.type)) return false;
  return at < REGULATION_APPLIES
    ? SUPERVISED.test(period.status) || GRANTED.test(period.status)
    : GRANTED.test(period.status);
}
