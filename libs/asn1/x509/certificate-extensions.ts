import { Asn1Error } from '../encoding/asn1-error';
import { readAsn1, type Asn1Node } from '../encoding/ber-reader';
import { bitStringOf, booleanOf, namedBits, octetsOf, oidOf, sequenceOf } from '../encoding/values';
import { smallIntegerOf } from '../encoding/values';
import { OID } from '../oids';
import { readGeneralName, type GeneralName } from './general-name';
import { readQcStatements, type QcStatements } from './qc-statements';

/** Key usages in the order of their bits (RFC 5280 §4.2.1.3). `nonRepudiation` is also named contentCommitment. */
export const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof KEY_USAGES)[number];

export interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

/** Extensions of a certificate (RFC 5280 §4.2). What is absent is undefined or empty. */
export interface CertificateExtensions {
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number };
  readonly keyUsage?: readonly KeyUsage[];
  readonly extendedKeyUsage?: { readonly purposes: readonly string[]; readonly critical: boolean };
  readonly subjectKeyIdentifier?: Buffer;
  readonly authorityKeyIdentifier?: Buffer;
  readonly policies: readonly string[];
  readonly crlDistributionPoints: readonly string[];
  readonly ocspUrls: readonly string[];
  readonly caIssuerUrls: readonly string[];
  readonly subjectAltNames: readonly GeneralName[];
  readonly nameConstraints?: NameConstraints;
  readonly qcStatements?: QcStatements;
  /** OCSP responders whose own revocation is not asked for (RFC 6960 §4.2.2.2.1). */
  readonly noCheck: boolean;
  /** Critical extensions that nothing here reads: whoever judges a path must refuse them. */
  readonly unknownCritical: readonly string[];
}

type Raw = ReadonlyMap<string, { readonly critical: boolean; readonly value: Asn1Node }>;

const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.subjectKeyIdentifier,
  OID.keyUsage,
  OID.subjectAltName,
  OID.basicConstraints,
  OID.nameConstraints,
  OID.crlDistributionPoints,
  OID.certificatePolicies,
  OID.authorityKeyIdentifier,
  OID.extendedKeyUsage,
  OID.authorityInfoAccess,
  OID.qcStatements,
  OID.ocspNoCheck,
]);

/** Reads the Extensions of a certificate, or their absence. @throws Asn1Error */
export function readExtensions(node: Asn1Node | undefined): CertificateExtensions {
  const raw = readRaw(node);
  const value = (oid: string): Asn1Node | undefined => raw.get(oid)?.value;
  const basic = value(OID.basicConstraints);
  const usage = value(OID.keyUsage);
  const purposes = raw.get(OID.extendedKeyUsage);
  const subjectKey = value(OID.subjectKeyIdentifier);
  const authorityKey = value(OID.authorityKeyIdentifier)
    ?.children()
    .find((part) => part.isContext(0));
  const names = value(OID.nameConstraints);
  const statements = value(OID.qcStatements);
  const access = readAccess(value(OID.authorityInfoAccess));
  return {
    ...(basic && { basicConstraints: readBasicConstraints(basic) }),
    ...(usage && { keyUsage: namedBits(bitStringOf(usage)).flatMap((bit) => KEY_USAGES[bit] ?? []) }),
    ...(purposes && {
      extendedKeyUsage: { purposes: sequenceOf(purposes.value).map(oidOf), critical: purposes.critical },
    }),
    ...(subjectKey && { subjectKeyIdentifier: octetsOf(subjectKey) }),
    ...(authorityKey && { authorityKeyIdentifier: authorityKey.content }),
    policies: sequence(value(OID.certificatePolicies)).map((policy) => oidOf(policy.child(0))),
    crlDistributionPoints: sequence(value(OID.crlDistributionPoints)).flatMap(distributionUrls),
    ocspUrls: access.filter(({ method }) => method === OID.accessOcsp).map(({ url }) => url),
    caIssuerUrls: access.filter(({ method }) => method === OID.accessCaIssuers).map(({ url }) => url),
    subjectAltNames: sequence(value(OID.subjectAltName)).map(readGeneralName),
    ...(names && { nameConstraints: readNameConstraints(names) }),
    ...(statements && { qcStatements: readQcStatements(statements) }),
    noCheck: raw.has(OID.ocspNoCheck),
    unknownCritical: [...raw].flatMap(([oid, item]) => (item.critical && !UNDERSTOOD.has(oid) ? [oid] : [])),
  };
}

function readRaw(node: Asn1Node | undefined): Raw {
  const raw = new Map<string, { critical: boolean; value: Asn1Node }>();
  for (const item of node ? sequenceOf(node) : []) {
    const oid = oidOf(item.child(0));
    const hasFlag = item.children().length > 2;
    const critical = hasFlag && booleanOf(item.child(1));
    if (raw.has(oid)) throw new Asn1Error('VALUE', `extension ${oid} stands twice`, item.start);
    const bytes = octetsOf(item.child(hasFlag ? 2 : 1));
    // An extension nobody here reads may hold anything: it is not parsed.
    if (UNDERSTOOD.has(oid)) raw.set(oid, { critical, value: readAsn1(bytes) });
    else raw.set(oid, { critical, value: item });
  }
  return raw;
}

const sequence = (node: Asn1Node | undefined): readonly Asn1Node[] => (node ? sequenceOf(node) : []);

function readBasicConstraints(node: Asn1Node): { ca: boolean; pathLength?: number } {
  const parts = sequenceOf(node);
  const flag = parts.find((part) => part.isUniversal(1));
  const length = parts.find((part) => part.isUniversal(2));
  return { ca: flag ? booleanOf(flag) : false, ...(length && { pathLength: smallIntegerOf(length) }) };
}

function readAccess(node: Asn1Node | undefined): readonly { method: string; url: string }[] {
  return sequence(node).flatMap((item) => {
    const location = readGeneralName(item.child(1));
    return location.kind === 'uri' ? [{ method: oidOf(item.child(0)), url: location.value }] : [];
  });
}

function distributionUrls(point: Asn1Node): readonly string[] {
  const fullName = point
    .children()
    .find((part) => part.isContext(0))
    ?.children()
    .find((part) => part.isContext(0));
  return (fullName?.children() ?? []).flatMap((node) => {
    const name = readGeneralName(node);
    return name.kind === 'uri' ? [name.value] : [];
  });
}

function readNameConstraints(node: Asn1Node): NameConstraints {
  const subtrees = (tag: number): readonly GeneralName[] =>
    (
      sequenceOf(node)
        .find((part) => part.isContext(tag))
        ?.children() ?? []
    ).map((subtree) => readGeneralName(subtree.child(0)));
  return { permitted: subtrees(0), excluded: subtrees(1) };
}
