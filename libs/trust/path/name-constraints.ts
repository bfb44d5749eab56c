import {
  nameValues,
  type Certificate,
  type DistinguishedName,
  type GeneralName,
  type NameConstraints,
} from '@libro-firma/asn1';

/** `NOT_JUDGED`: there is a constraint of a kind that is not compared here. */
export type NameOutcome = 'PERMITTED' | 'NOT_PERMITTED' | 'NOT_JUDGED';

/**
 * Whether the names of a certificate keep the constraints that a CA above it sets. Directory names and e-mail, DNS
 * and URI names are compared; any other kind gives `NOT_JUDGED`, which is no permission.
 *
 * @standard RFC 5280 §4.2.1.10, §6.1.3 (b), (c)
 */
export function judgeNames(certificate: Certificate, constraints: NameConstraints): NameOutcome {
  const all = [...constraints.permitted, ...constraints.excluded];
  if (all.some((constraint) => constraint.kind === 'other')) return 'NOT_JUDGED';
  const names = namesOf(certificate);
  for (const name of names) {
    if (constraints.excluded.some((constraint) => isWithin(name, constraint))) return 'NOT_PERMITTED';
    const sameKind = constraints.permitted.filter((constraint) => constraint.kind === name.kind);
    if (sameKind.length > 0 && !sameKind.some((constraint) => isWithin(name, constraint))) {
      return 'NOT_PERMITTED';
    }
  }
  return 'PERMITTED';
}

function namesOf(certificate: Certificate): readonly GeneralName[] {
  const { subject, extensions } = certificate;
  return [
    ...(subject.rdns.length > 0 ? [{ kind: 'directory', name: subject } as const] : []),
    ...nameValues(subject, 'emailAddress').map((value) => ({ kind: 'email', value }) as const),
    ...extensions.subjectAltNames,
  ];
}

function isWithin(name: GeneralName, constraint: GeneralName): boolean {
  if (name.kind === 'directory' && constraint.kind === 'directory') {
    return startsWith(name.name, constraint.name);
  }
  if (!('value' in name) || !('value' in constraint) || name.kind !== constraint.kind) return false;
  const limit = constraint.value.toLowerCase();
  if (name.kind === 'email' && limit.includes('@')) return name.value.toLowerCase() === limit;
  const host = hostOf(name.kind, name.value.toLowerCase());
  if (limit.startsWith('.')) return host.endsWith(limit);
  return host === limit || (name.kind === 'dns' && host.endsWith(`.${limit}`)) || limit === '';
}

function hostOf(kind: 'email' | 'dns' | 'uri', value: string): string {
  if (kind === 'email') return value.slice(value.lastIndexOf('@') + 1);
  if (kind === 'dns') return value;
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?([^/:?#]*)/.exec(value)?.[1] ?? '';
}

function startsWith(name: DistinguishedName, prefix: DistinguishedName): boolean {
  const text = (rdn: DistinguishedName['rdns'][number] | undefined): string =>
    JSON.stringify((rdn ?? []).map((item) => `${item.oid}=${item.value.trim().toLowerCase()}`).sort());
  return prefix.rdns.every((rdn, index) => text(rdn) === text(name.rdns[index]));
}
