import type { Certificate } from '@libro-firma/asn1';
import type { Criteria, ServicePeriod } from '../trusted-list/trusted-list';

/**
 * Qualifiers that a service's list gives to a certificate: the last part of each URI, such as `QCWithQSCD`. Undefined
 * when a criterion cannot be judged: then nothing may be said of the certificate.
 *
 * @standard ETSI TS 119 612 §5.5.9.2; ETSI TS 119 615 §4.4
 */
export function matchingQualifiers(
  { qualifications }: ServicePeriod,
  certificate: Certificate,
): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  for (const { qualifiers, criteria } of qualifications) {
    const matches = fits(criteria, certificate);
    if (matches === undefined) return undefined;
    if (matches) for (const uri of qualifiers) found.add(uri.slice(uri.lastIndexOf('/') + 1));
  }
  return found;
}

function fits(criteria: Criteria, certificate: Certificate): boolean | undefined {
  const { extensions, subject } = certificate;
  switch (criteria.kind) {
    case 'all':
    case 'atLeastOne':
    case 'none':
      return combine(
        criteria.kind,
        criteria.members.map((member) => fits(member, certificate)),
      );
    case 'keyUsage':
      return criteria.bits.every(
        ({ name, value }) =>
          (extensions.keyUsage?.some((usage) => usage.toLowerCase() === name.toLowerCase()) ?? false) ===
          value,
      );
    case 'policies':
      return criteria.oids.every((oid) => extensions.policies.includes(oid));
    case 'extendedKeyUsage':
      return criteria.oids.every((oid) => extensions.extendedKeyUsage?.purposes.includes(oid) === true);
    case 'subjectAttributes':
      return criteria.oids.every((oid) => subject.rdns.flat().some((attribute) => attribute.oid === oid));
    case 'unknown':
      return undefined;
  }
}

function combine(
  kind: 'all' | 'atLeastOne' | 'none',
  answers: readonly (boolean | undefined)[],
): boolean | undefined {
  if (answers.length === 0) return undefined;
  if (kind === 'all') return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
  if (answers.includes(true)) return kind === 'atLeastOne';
  return answers.includes(undefined) ? undefined : kind === 'none';
}
