import type { Certificate } from '@libro-firma/asn1';
import type { TrustedList } from '../trusted-list/trusted-list';
import { periodAt } from './service-periods';

/** Services whose certificates may end a chain: issuers of qualified certificates, and qualified time-stamps. */
const ANCHORING = /\/Svctype\/(CA\/QC|TSA\/QTST)$/;
const GRANTED = /\/Svcstatus\/granted$/;

/**
 * Certificates of the services that a list grants at an instant, each once. None from a list past its next update: who
 * is on it may have been withdrawn since.
 *
 * @standard ETSI TS 119 615 §4.3; ETSI EN 319 102-1 §5.2.6
 */
export function listedAnchors({ providers, nextUpdate }: TrustedList, at: Date): readonly Certificate[] {
  if (nextUpdate !== undefined && nextUpdate < at) return [];
  const found = providers
    .flatMap(({ services }) => services)
    .flatMap((service) => periodAt(service, at) ?? [])
    .filter(({ type, status }) => ANCHORING.test(type) && GRANTED.test(status))
    .flatMap(({ certificates }) => certificates);
  return [...new Map(found.map((certificate) => [certificate.sha256, certificate])).values()];
}
