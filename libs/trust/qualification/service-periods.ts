import { createHash } from 'node:crypto';
import { isSameName, type Certificate } from '@libro-firma/asn1';
import type { ServicePeriod, TrustedList, TrustService } from '../trusted-list/trusted-list';
import { isFor, isQualifiedStatus, type ServicePurpose } from './service-statuses';

/** Services for a purpose whose identity is among these certificates, with their list's country. */
export function servicesOf(
  lists: readonly TrustedList[],
  purpose: ServicePurpose,
  chain: readonly Certificate[],
): readonly TrustService[] {
  return lists
    .flatMap(({ providers }) => providers)
    .flatMap(({ services }) => services)
    .filter(({ periods }) =>
      periods.some((period) => isFor(purpose, period) && chain.some((one) => isIdentity(period, one))),
    );
}

/**
 * The same key under the same name is the same service, whatever certificate was issued for it. A key identifier alone
 * names a key only as its digest: what a certificate states of itself, anybody can state.
 */
function isIdentity({ certificates, keyIdentifiers }: ServicePeriod, certificate: Certificate): boolean {
  return (
    certificates.some(
      (one) =>
        one.sha256 === certificate.sha256 ||
        (one.publicKey.der.equals(certificate.publicKey.der) && isSameName(one.subject, certificate.subject)),
    ) ||
    (keyIdentifiers.length > 0 && keyIdentifiers.some((one) => one.equals(digestOfKey(certificate))))
  );
}

/** Key identifier as RFC 5280 §4.2.1.2 (1) derives it. */
function digestOfKey({ publicKey }: Certificate): Buffer {
  return createHash('sha1').update(publicKey.keyBytes).digest();
}

/** What held of a service at an instant; undefined before its first status. */
export function periodAt({ periods }: TrustService, at: Date): ServicePeriod | undefined {
  return periods.find(({ from }) => from <= at);
}

/** Whether the service was qualified for a purpose then, by the words of that time. */
export function isQualifiedAt(service: TrustService, purpose: ServicePurpose, at: Date): boolean {
  const period = periodAt(service, at);
  return period !== undefined && isFor(purpose, period) && isQualifiedStatus(period, at);
}
