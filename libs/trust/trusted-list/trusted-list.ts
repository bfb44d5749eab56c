import type { Certificate } from '@libro-firma/asn1';

/** A trusted list as it states itself (ETSI TS 119 612 v2.1.1 and v2.4.1, versions 5 and 6 of the format). */
export interface TrustedList {
  readonly version: number;
  readonly sequenceNumber: number;
  /** URI: the list of the lists, a national list, or another. */
  readonly type: string;
  readonly operator: string;
  /** Country code; `EU` for the list of the lists. */
  readonly territory: string;
  readonly issued: Date | undefined;
  /** Past it the list is stale; undefined for a closed list. */
  readonly nextUpdate: Date | undefined;
  /** Where the operator announces things; pivots of the list of the lists among them. */
  readonly schemeInformationUris: readonly string[];
  readonly pointers: readonly ListPointer[];
  readonly providers: readonly TrustServiceProvider[];
}

/**
 * Whether a list is past its next update, so that nothing may rest on it unseen. One without a next update is closed, and
 * stands as it is.
 *
 * @standard ETSI TS 119 612 §5.3.15
 */
export function isStale({ nextUpdate }: Pick<TrustedList, 'nextUpdate'>, now: Date): boolean {
  return nextUpdate !== undefined && nextUpdate < now;
}

/** A pointer to another list, with the certificates by one of which that list must be signed (§5.3.13). */
export interface ListPointer {
  readonly location: string;
  readonly territory: string;
  readonly type: string;
  readonly mediaType: string;
  readonly certificates: readonly Certificate[];
}

export interface TrustServiceProvider {
  readonly name: string;
  readonly tradeNames: readonly string[];
  readonly services: readonly TrustService[];
}

/** A service with its status over time, newest first: the present one, then the history (§5.5, §5.6). */
export interface TrustService {
  readonly name: string;
  readonly provider: string;
  readonly territory: string;
  readonly periods: readonly ServicePeriod[];
}

/** What held of a service from an instant on, until the next newer period began. */
export interface ServicePeriod {
  /** URI of the service's type, such as `…/Svctype/CA/QC`. */
  readonly type: string;
  readonly status: string;
  readonly from: Date;
  readonly certificates: readonly Certificate[];
  /** Key identifiers, for periods of the history that name no certificate any more. */
  readonly keyIdentifiers: readonly Buffer[];
  /** URIs of AdditionalServiceInformation, such as `…/ForeSignatures` (§5.5.9.4). */
  readonly additional: readonly string[];
  readonly qualifications: readonly Qualification[];
  /** The service expired for certificates issued after this instant (§5.5.9.1). */
  readonly expiredCertificatesRevocation: Date | undefined;
}

/** A group of certificates of the service, and what is said of them (§5.5.9.2). */
export interface Qualification {
  /** URIs such as `…/QCWithSSCD`. */
  readonly qualifiers: readonly string[];
  readonly criteria: Criteria;
}

/** Which certificates are meant (§5.5.9.2.2); `unknown` for a criterion that is not read here. */
export type Criteria =
  | {
      readonly kind: 'all' | 'atLeastOne' | 'none';
      readonly members: readonly Criteria[];
    }
  | {
      readonly kind: 'keyUsage';
      readonly bits: readonly { readonly name: string; readonly value: boolean }[];
    }
  | { readonly kind: 'policies'; readonly oids: readonly string[] }
  | { readonly kind: 'extendedKeyUsage'; readonly oids: readonly string[] }
  | { readonly kind: 'subjectAttributes'; readonly oids: readonly string[] }
  | { readonly kind: 'unknown' };
