import type { Certificate } from '@libro-firma/asn1';
import { isStale, type TrustedList, type TrustService } from '../trusted-list/trusted-list';
import { isQualifiedAt } from './service-periods';
import { isFor, type ServicePurpose } from './service-statuses';

/** What trusted lists offer to whoever builds chains. */
export interface ListedAuthorities {
  /** Certificates of services that were qualified for a purpose at an instant: each may end a chain. */
  anchorsAt(purpose: ServicePurpose, at: Date): readonly Certificate[];
  /** Certificates of services for a purpose at any time: they help to find a chain and prove nothing. */
  known(purpose: ServicePurpose): readonly Certificate[];
}

interface ListedService {
  readonly service: TrustService;
  readonly certificates: readonly Certificate[];
}

const PURPOSES = ['CERTIFICATES', 'TIMESTAMPS'] as const;
const servicesByList = new WeakMap<TrustedList, Readonly<Record<ServicePurpose, readonly ListedService[]>>>();

/**
 * Authorities of trusted lists, history included: a service that was withdrawn still ends the chain of what was signed
 * before. A list past its next update gives none: who is on it may have been withdrawn since.
 *
 * @param now the present of who asks; it decides which lists are stale.
 * @standard ETSI TS 119 615 §4.3; ETSI EN 319 102-1 §5.2.6
 */
export function listedAuthorities(lists: readonly TrustedList[], now: Date): ListedAuthorities {
  const fresh = lists.filter((list) => !isStale(list, now)).map(servicesIn);
  return {
    anchorsAt: (purpose, at) =>
      distinct(
        fresh.flatMap((one) => one[purpose]).filter(({ service }) => isQualifiedAt(service, purpose, at)),
      ),
    known: (purpose) => distinct(fresh.flatMap((one) => one[purpose])),
  };
}

/** A list is sorted by purpose once: it is asked for every signature. */
function servicesIn(list: TrustedList): Readonly<Record<ServicePurpose, readonly ListedService[]>> {
  const known = servicesByList.get(list);
  if (known) return known;
  const all = list.providers.flatMap(({ services }) => services);
  const [certificates, timestamps] = PURPOSES.map((purpose) =>
    all.filter(({ periods }) => periods.some((period) => isFor(purpose, period))).map(listed),
  );
  const sorted = { CERTIFICATES: certificates ?? [], TIMESTAMPS: timestamps ?? [] };
  servicesByList.set(list, sorted);
  return sorted;
}

/** Periods of the history often name the service by its key identifier alone: its certificates are those of any period. */
function listed(service: TrustService): ListedService {
  return { service, certificates: service.periods.flatMap(({ certificates }) => certificates) };
}

function distinct(services: readonly ListedService[]): readonly Certificate[] {
  const all = services.flatMap(({ certificates }) => certificates);
  return [...new Map(all.map((certificate) => [certificate.sha256, certificate])).values()];
}
