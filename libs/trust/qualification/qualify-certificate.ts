import { OID, type Certificate } from '@libro-firma/asn1';
import type { Text } from '@libro-firma/kernel';
import { isStale, type TrustedList, type TrustService } from '../trusted-list/trusted-list';
import { matchingQualifiers } from './matching-qualifiers';
import { isQualifiedAt, periodAt, servicesOf } from './service-periods';
import { REGULATION_APPLIES } from './service-statuses';
import { QUALIFICATION_REASONS, type QualificationReason } from './qualification-reasons';

/**
 * What a signature is in law, as far as lists tell: `AdESig-QC` and `AdESeal-QC` rest on a qualified certificate without
 * a qualified device. It says nothing of the signature itself, which has to be valid first.
 */
export type QualificationLevel =
  'QESig' | 'QESeal' | 'AdESig-QC' | 'AdESeal-QC' | 'AdES' | 'NOT_DETERMINABLE';

export interface Qualified {
  readonly level: QualificationLevel;
  readonly reason: QualificationReason;
  readonly text: Text;
  /** Provider and service on which it rests. */
  readonly service:
    { readonly provider: string; readonly name: string; readonly territory: string } | undefined;
}

export interface CertificateToQualify {
  /** The signer's certificate, then those above it. */
  readonly chain: readonly Certificate[];
  /** Best proven time of the signature; qualification is judged then, and when the certificate was issued. */
  readonly at: Date;
  /** The present of who asks: a list past its next update then says nothing. */
  readonly now: Date;
}

/**
 * Whether a certificate was qualified when it was issued and when it signed, for signatures or for seals, and whether its
 * key was in a qualified device. Qualifiers of the list overrule what the certificate says of itself; answers that
 * contradict each other determine nothing.
 *
 * @standard ETSI TS 119 615 §4.4 to §4.6; Regulation (EU) 910/2014 art. 3, 28, 38
 */
export function qualifyCertificate(
  { chain, at, now }: CertificateToQualify,
  lists: readonly TrustedList[],
): Qualified {
  const [certificate, ...issuers] = chain;
  if (lists.length === 0) return answer('NOT_DETERMINABLE', 'NO_LISTS');
  if (!certificate) return answer('NOT_DETERMINABLE', 'NO_CERTIFICATE');
  const above = issuers.length > 0 ? issuers : [certificate];
  const fresh = lists.filter((list) => !isStale(list, now));
  const services = servicesOf(fresh, 'CERTIFICATES', above);
  if (services.length === 0) return whenNotListed(lists, above, fresh.length > 0);
  const granted = services.filter(
    (service) =>
      isQualifiedAt(service, 'CERTIFICATES', certificate.notBefore) &&
      isQualifiedAt(service, 'CERTIFICATES', at),
  );
  if (granted.length === 0) return answer('AdES', 'SERVICE_NOT_GRANTED', services[0]);
  const answers = granted.map((service) => qualifyBy(service, certificate, at));
  const [first] = answers;
  const isAgreed = answers.every(({ level }) => level === first?.level);
  return first && isAgreed ? first : answer('NOT_DETERMINABLE', 'SERVICES_DISAGREE', granted[0]);
}

/** Of who is on a stale list alone nothing is known: he may have been withdrawn since. */
function whenNotListed(
  lists: readonly TrustedList[],
  above: readonly Certificate[],
  isAnyFresh: boolean,
): Qualified {
  const [stale] = servicesOf(lists, 'CERTIFICATES', above);
  if (stale || !isAnyFresh) return answer('NOT_DETERMINABLE', 'LIST_STALE', stale);
  return answer('AdES', 'NOT_ON_A_LIST');
}

function qualifyBy(service: TrustService, certificate: Certificate, at: Date): Qualified {
  const period = periodAt(service, at);
  const issued = periodAt(service, certificate.notBefore);
  const now = period && matchingQualifiers(period, certificate);
  const then = issued && matchingQualifiers(issued, certificate);
  if (!now || !then) return answer('NOT_DETERMINABLE', 'CRITERIA_NOT_READ', service);
  if (isContradictory(now)) return answer('NOT_DETERMINABLE', 'QUALIFIERS_CONTRADICT', service);
  if (!isQualified(now, certificate) || !isQualified(then, certificate)) {
    return answer('AdES', 'CERTIFICATE_NOT_QUALIFIED', service);
  }
  const purpose = purposeOf(now, certificate, certificate.notBefore);
  if (!purpose) return answer('NOT_DETERMINABLE', 'PURPOSE_UNKNOWN', service);
  if (purpose === 'web') return answer('AdES', 'FOR_WEBSITES', service);
  if (!isListedFor(purpose, period.additional, at)) return answer('AdES', 'SERVICE_NOT_FOR_PURPOSE', service);
  const inDevice = isInDevice(now, certificate);
  if (purpose === 'esign') {
    return answer(inDevice ? 'QESig' : 'AdESig-QC', inDevice ? 'QUALIFIED' : 'NO_QUALIFIED_DEVICE', service);
  }
  return answer(inDevice ? 'QESeal' : 'AdESeal-QC', inDevice ? 'QUALIFIED' : 'NO_QUALIFIED_DEVICE', service);
}

/** Pairs of which a list must give at most one (TS 119 615 §4.4.4, §4.5.4). */
const CONTRADICTIONS: readonly (readonly [string, string])[] = [
  ['QCStatement', 'NotQualified'],
  ['QCWithQSCD', 'QCNoQSCD'],
  ['QCWithSSCD', 'QCNoSSCD'],
  ['QCForESig', 'QCForESeal'],
];

function isContradictory(qualifiers: ReadonlySet<string>): boolean {
  return CONTRADICTIONS.some(([one, other]) => qualifiers.has(one) && qualifiers.has(other));
}

function isQualified(qualifiers: ReadonlySet<string>, { extensions }: Certificate): boolean {
  if (qualifiers.has('NotQualified')) return false;
  return qualifiers.has('QCStatement') || extensions.qcStatements?.compliance === true;
}

function purposeOf(
  qualifiers: ReadonlySet<string>,
  { extensions }: Certificate,
  issued: Date,
): 'esign' | 'eseal' | 'web' | undefined {
  if (qualifiers.has('QCForESig')) return 'esign';
  if (qualifiers.has('QCForESeal') || qualifiers.has('QCForLegalPerson')) return 'eseal';
  if (qualifiers.has('QCForWSA')) return 'web';
  const { types = [], unreadable = [] } = extensions.qcStatements ?? {};
  if (unreadable.includes(OID.qcType)) return undefined;
  // Without a type it is one for signatures: the only kind there was under the Directive (EN 319 412-5 §4.2.3).
  if (types.length === 0) return issued < REGULATION_APPLIES || extensions.qcStatements ? 'esign' : undefined;
  return types.length === 1 ? types[0] : undefined;
}

/** The service's list must name the purpose; lists did so only once the Regulation applied. */
function isListedFor(purpose: 'esign' | 'eseal', additional: readonly string[], at: Date): boolean {
  if (at < REGULATION_APPLIES) return purpose === 'esign';
  const name = purpose === 'esign' ? 'ForeSignatures' : 'ForeSeals';
  return additional.some((uri) => uri.endsWith(`/${name}`));
}

function isInDevice(qualifiers: ReadonlySet<string>, { extensions }: Certificate): boolean {
  const has = (...names: readonly string[]): boolean => names.some((name) => qualifiers.has(name));
  if (has('QCNoQSCD', 'QCNoSSCD')) return false;
  if (has('QCWithQSCD', 'QCWithSSCD', 'QCQSCDManagedOnBehalf')) return true;
  return extensions.qcStatements?.qualifiedDevice === true;
}

function answer(level: QualificationLevel, reason: QualificationReason, service?: TrustService): Qualified {
  return {
    level,
    reason,
    text: QUALIFICATION_REASONS[reason],
    service: service && { provider: service.provider, name: service.name, territory: service.territory },
  };
}
