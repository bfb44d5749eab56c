import { Asn1Error } from '../encoding/asn1-error';
import { readAsn1, type Asn1Node } from '../encoding/ber-reader';
import { TAG } from '../encoding/tag';
import { bitStringOf, booleanOf, integerOf, octetsOf, oidOf, sequenceOf, timeOf } from '../encoding/values';
import { OID } from '../oids';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../x509/algorithm-identifier';
import { readDistinguishedName, type DistinguishedName } from '../x509/distinguished-name';
import { distributionUrls } from '../x509/distribution-points';
import { readIssuingDistributionPoint, type IssuingDistributionPoint } from './issuing-distribution-point';

/** CertificateList (RFC 5280 §5.1). Its entries are searched with `findCrlEntry`, never read as a tree. */
export interface Crl {
  readonly der: Buffer;
  /** The bytes that the issuer signed. */
  readonly tbs: Buffer;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** Encodings of the entries, one after the other; empty when nothing is revoked. */
  readonly entries: Buffer;
  readonly crlNumber?: bigint;
  /** Present in a delta CRL: number of the complete CRL that it builds on. */
  readonly deltaBaseNumber?: bigint;
  readonly authorityKeyIdentifier?: Buffer;
  readonly issuingDistributionPoint?: IssuingDistributionPoint;
  readonly freshestCrlUrls: readonly string[];
  /** Entries stay although their certificates have expired since then (X.509 §9.5.2.8). */
  readonly expiredCertsOnCrl?: Date;
  /** Critical extensions that nothing here reads: whoever relies on the CRL must refuse it. */
  readonly unknownCritical: readonly string[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Buffer;
}

const CRL_BOUNDS = { maxBytes: 256 * 1024 * 1024, maxNodes: 10_000, maxDepth: 32 };

/**
 * Reads a CRL of at most 256 MiB: its frame and extensions only, so that the cost does not grow with the number of
 * entries.
 *
 * @throws Asn1Error
 * @standard RFC 5280 §5.1, §5.2
 */
export function readCrl(bytes: Buffer): Crl {
  return readCrlNode(readAsn1(bytes, CRL_BOUNDS));
}

/**
 * As {@link readCrl}, from an element that was read already.
 *
 * @standard RFC 5280 §5.1, §5.2
 */
export function readCrlNode(node: Asn1Node): Crl {
  sequenceOf(node);
  const tbs = node.child(0);
  const parts = sequenceOf(tbs);
  const from = parts[0]?.isUniversal(TAG.integer) ? 1 : 0;
  const [algorithm, issuer, thisUpdate, ...optional] = parts.slice(from);
  if (!algorithm || !issuer || !thisUpdate) throw new Asn1Error('VALUE', 'the CRL lacks a part', tbs.start);
  if (!algorithm.bytes.equals(node.child(1).bytes)) {
    throw new Asn1Error('VALUE', 'the two signature algorithms of the CRL differ', tbs.start);
  }
  const nextUpdate = optional.find(
    (part) => part.isUniversal(TAG.utcTime) || part.isUniversal(TAG.generalizedTime),
  );
  const entries = optional.find((part) => part.isUniversal(TAG.sequence));
  return {
    der: node.bytes,
    tbs: tbs.bytes,
    issuer: readDistinguishedName(issuer),
    thisUpdate: timeOf(thisUpdate),
    ...(nextUpdate && { nextUpdate: timeOf(nextUpdate) }),
    entries: entries ? entries.content : Buffer.alloc(0),
    ...readCrlExtensions(optional.find((part) => part.isContext(0))?.only()),
    signatureAlgorithm: readAlgorithmIdentifier(node.child(1)),
    signature: bitStringOf(node.child(2)).bytes,
  };
}

type CrlExtensions = Pick<
  Crl,
  | 'crlNumber'
  | 'deltaBaseNumber'
  | 'authorityKeyIdentifier'
  | 'issuingDistributionPoint'
  | 'freshestCrlUrls'
  | 'expiredCertsOnCrl'
  | 'unknownCritical'
>;

const UNDERSTOOD: readonly string[] = [
  OID.crlNumber,
  OID.deltaCrlIndicator,
  OID.authorityKeyIdentifier,
  OID.issuingDistributionPoint,
  OID.freshestCrl,
  OID.expiredCertsOnCrl,
];

function readCrlExtensions(node: Asn1Node | undefined): CrlExtensions {
  const values = new Map<string, Asn1Node>();
  const unknownCritical: string[] = [];
  for (const item of node ? sequenceOf(node) : []) {
    const oid = oidOf(item.child(0));
    const flag = item.child(1);
    const isKnown = UNDERSTOOD.includes(oid);
    if (flag.isUniversal(TAG.boolean) && booleanOf(flag) && !isKnown) unknownCritical.push(oid);
    if (values.has(oid)) throw new Asn1Error('VALUE', `extension ${oid} stands twice`, item.start);
    const value = item.children().at(-1);
    if (isKnown && value) values.set(oid, readAsn1(octetsOf(value)));
  }
  const number = values.get(OID.crlNumber);
  const base = values.get(OID.deltaCrlIndicator);
  const point = values.get(OID.issuingDistributionPoint);
  const expired = values.get(OID.expiredCertsOnCrl);
  const freshest = values.get(OID.freshestCrl);
  const key = values
    .get(OID.authorityKeyIdentifier)
    ?.children()
    .find((part) => part.isContext(0));
  return {
    ...(number && { crlNumber: integerOf(number) }),
    ...(base && { deltaBaseNumber: integerOf(base) }),
    ...(key && { authorityKeyIdentifier: key.content }),
    ...(point && { issuingDistributionPoint: readIssuingDistributionPoint(point) }),
    freshestCrlUrls: freshest ? sequenceOf(freshest).flatMap(distributionUrls) : [],
    ...(expired && { expiredCertsOnCrl: timeOf(expired) }),
    unknownCritical,
  };
}
