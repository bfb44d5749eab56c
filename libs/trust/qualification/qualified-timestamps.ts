import type { Certificate } from '@libro-firma/asn1';
import { isStale, type TrustedList } from '../trusted-list/trusted-list';
import { isQualifiedAt, servicesOf } from './service-periods';

/**
 * Whether the authority of a time-stamp was listed for qualified time-stamps when it stamped; undefined where no list that
 * could say so is at hand.
 *
 * @param chain the authority's certificate, then those above it.
 * @param now the present of who asks.
 * @standard ETSI TS 119 615 §4.7; Regulation (EU) 910/2014 art. 42
 */
export function isQualifiedTimestamp(
  chain: readonly Certificate[],
  at: Date,
  lists: readonly TrustedList[],
  now: Date,
): boolean | undefined {
  const fresh = lists.filter((list) => !isStale(list, now));
  if (fresh.length === 0) return undefined;
  return servicesOf(fresh, 'TIMESTAMPS', chain).some((service) => isQualifiedAt(service, 'TIMESTAMPS', at));
}
