import { Asn1Error } from '../encoding/asn1-error';
import { readAsn1, type Asn1Node } from '../encoding/ber-reader';
import {
  bitStringOf,
  booleanOf,
  namedBits,
  octetContent,
  octetsOf,
  oidOf,
  sequenceOf,
  smallIntegerOf,
} from '../encoding/values';
import { OID } from '../oids';
import { distributionUrls, readDistributionPoint, type DistributionPoint } from './distribution-points';
import { readGeneralName, type GeneralName } from './general-name';
import {
  readInhibitAnyPolicy,
  readPolicy,
  readPolicyConstraints,
  readPolicyMappings,
  type CertificatePolicy,
  type PolicyConstraints,
} from './policies';
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
  /** Issuer and serial number of the issuer's certificate, where they are named (RFC 5280 §4.2.1.1). */
  readonly authorityCertificate?: { readonly names: readonly GeneralName[]; readonly serialNumber: bigint };
  readonly policies: readonly string[];
  /** The same policies with the addresses of their statements. */
  readonly policyStatements: readonly CertificatePolicy[];
  readonly policyMappings: readonly { readonly issuer: string; readonly subject: string }[];
  readonly policyConstraints?: PolicyConstraints;
  readonly inhibitAnyPolicy?: number;
  readonly crlDistributionPoints: readonly string[];
  /** The same distribution points with their reasons and CRL issuers. */
  readonly distributionPoints: readonly DistributionPoint[];
  readonly freshestCrlUrls: readonly string[];
  readonly ocspUrls: readonly string[];
  readonly caIssuerUrls: readonly string[];
  readonly subjectAltNames: readonly GeneralName[];
  readonly nameConstraints?: NameConstraints;
  readonly qcStatements?: QcStatements;
  /** OCSP responders whose own revocation is not asked for (RFC 6960 §4.2.2.2.1). */
  readonly noCheck: boolean;
  /** Too short-lived to be revoked: its issuer will never say that it is (EN 319 412-1 §5.2). */
  readonly validityAssured: boolean;
  /** Critical extensions that nothing here reads: whoever judges a path must refuse them. */
  readonly unknownCritical: readonly string[];
}

type Raw = ReadonlyMap<string, { readonly critical: boolean; readonly value: Asn1Node }>;

/** Extensions that are read, and taken account of wherever a path is judged. */
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
  OID.freshestCrl,
  OID.validityAssuredShortTerm,
]);

/** Extensions that are read for whoever builds a policy tree; critical, they still count as unknown. */
const READ_ONLY: ReadonlySet<string> = new Set([
  OID.policyMappings,
  OID.policyConstraints,
  OID.inhibitAnyPolicy,
]);

/**
 * Reads the Extensions of a certificate, or their absence.
 *
 * @throws Asn1Error
 * @standard RFC 5280 §4.2
 */
export function readExtensions(node: Asn1Node | undefined): CertificateExtensions {
  const raw = readRaw(node);
  const value = (oid: string): Asn1Node | undefined => raw.get(oid)?.value;
  const basic = value(OID.basicConstraints);
  const usage = value(OID.keyUsage);
  const purposes = raw.get(OID.extendedKeyUsage);
  const subjectKey = value(OID.subjectKeyIdentifier);
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
    ...readAuthorityKey(value(OID.authorityKeyIdentifier)),
    ...readPolicies(value),
    crlDistributionPoints: sequence(value(OID.crlDistributionPoints)).flatMap(distributionUrls),
    distributionPoints: sequence(value(OID.crlDistributionPoints)).map(readDistributionPoint),
    freshestCrlUrls: sequence(value(OID.freshestCrl)).flatMap(distributionUrls),
    ocspUrls: access.filter(({ method }) => method === OID.accessOcsp).map(({ url }) => url),
    caIssuerUrls: access.filter(({ method }) => method === OID.accessCaIssuers).map(({ url }) => url),
    subjectAltNames: sequence(value(OID.subjectAltName)).map(readGeneralName),
    ...(names && { nameConstraints: readNameConstraints(names) }),
    ...(statements && { qcStatements: readQcStatements(statements) }),
    noCheck: raw.has(OID.ocspNoCheck),
    validityAssured: raw.has(OID.validityAssuredShortTerm),
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
    if (UNDERSTOOD.has(oid) || READ_ONLY.has(oid)) raw.set(oid, { critical, value: readAsn1(bytes) });
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

type AuthorityKey = Pick<CertificateExtensions, 'authorityKeyIdentifier' | 'authorityCertificate'>;

function readAuthorityKey(node: Asn1Node | undefined): AuthorityKey {
  const part = (tag: number): Asn1Node | undefined => node?.children().find((item) => item.isContext(tag));
  const [key, names, serial] = [part(0), part(1), part(2)];
  const hex = serial && octetContent(serial).toString('hex');
  return {
    ...(key && { authorityKeyIdentifier: key.content }),
    ...(names &&
      hex && {
        authorityCertificate: {
          names: names.children().map(readGeneralName),
          serialNumber: BigInt(`0x${hex}`),
        },
      }),
  };
}

type Policies = Pick<
  CertificateExtensions,
  'policies' | 'policyStatements' | 'policyMappings' | 'policyConstraints' | 'inhibitAnyPolicy'
>;

function readPolicies(value: (oid: string) => Asn1Node | undefined): Policies {
  const policies = sequence(value(OID.certificatePolicies)).map(readPolicy);
  const [mappings, constraints, inhibit] = [
    value(OID.policyMappings),
    value(OID.policyConstraints),
    value(OID.inhibitAnyPolicy),
  ];
  return {
    policies: policies.map(({ oid }) => oid),
    policyStatements: policies,
    policyMappings: mappings ? readPolicyMappings(mappings) : [],
    ...(constraints && { policyConstraints: readPolicyConstraints(constraints) }),
    ...(inhibit && { inhibitAnyPolicy: readInhibitAnyPolicy(inhibit) }),
  };
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
