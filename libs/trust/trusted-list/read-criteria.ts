import { attributeOf, childElements, stringValueOf, textOf, type ElementNode } from '@libro-firma/xml';
import { SIE_NAMESPACE, tslAll } from './list-names';
import type { Criteria, Qualification } from './trusted-list';

const MAX_DEPTH = 8;

/** The qualifications among the extensions of a service (TS 119 612 §5.5.9.2). */
export function readQualifications(information: ElementNode | undefined): readonly Qualification[] {
  return tslAll(information, 'ServiceInformationExtensions')
    .flatMap((extensions) => tslAll(extensions, 'Extension'))
    .flatMap((extension) => childElements(extension, SIE_NAMESPACE, 'Qualifications'))
    .flatMap((qualifications) => childElements(qualifications, SIE_NAMESPACE, 'QualificationElement'))
    .map((element) => ({
      qualifiers: childElements(element, SIE_NAMESPACE, 'Qualifiers')
        .flatMap((qualifiers) => childElements(qualifiers, SIE_NAMESPACE, 'Qualifier'))
        .map((qualifier) => (attributeOf(qualifier, 'uri') ?? '').trim()),
      criteria: readCriteria(childElements(element, SIE_NAMESPACE, 'CriteriaList')[0], 0),
    }));
}

function readCriteria(list: ElementNode | undefined, depth: number): Criteria {
  const kind = attributeOf(list, 'assert');
  if (!list || depth > MAX_DEPTH || (kind !== 'all' && kind !== 'atLeastOne' && kind !== 'none')) {
    return { kind: 'unknown' };
  }
  const members = childElements(list)
    .filter(({ localName }) => localName !== 'Description')
    .map((member) => readMember(member, depth));
  return { kind, members };
}

function readMember(member: ElementNode, depth: number): Criteria {
  switch (member.localName) {
    case 'KeyUsage':
      return {
        kind: 'keyUsage',
        bits: childElements(member, SIE_NAMESPACE, 'KeyUsageBit').map((bit) => ({
          name: attributeOf(bit, 'name') ?? '',
          value: textOf(bit).trim() === 'true',
        })),
      };
    case 'PolicySet':
      return { kind: 'policies', oids: identifiersIn(member) };
    case 'CriteriaList':
      return readCriteria(member, depth + 1);
    case 'otherCriteriaList':
    case 'OtherCriteriaList':
      return readOther(member);
    default:
      return { kind: 'unknown' };
  }
}

/** Criteria of the additional types: extended key usage, attributes of the subject (§5.5.9.2.2.3). */
function readOther(list: ElementNode): Criteria {
  const members = childElements(list).map((member): Criteria => {
    if (member.localName === 'ExtendedKeyUsage')
      return { kind: 'extendedKeyUsage', oids: identifiersIn(member) };
    if (member.localName === 'CertSubjectDNAttribute') {
      return { kind: 'subjectAttributes', oids: identifiersIn(member) };
    }
    return { kind: 'unknown' };
  });
  return { kind: 'all', members };
}

/** OIDs anywhere inside, each as dotted numbers, with or without `urn:oid:`. */
function identifiersIn(element: ElementNode): readonly string[] {
  return childElements(element).flatMap((child) =>
    child.localName === 'Identifier'
      ? [
          stringValueOf(child)
            .trim()
            .replace(/^urn:oid:/i, ''),
        ]
      : identifiersIn(child),
  );
}
