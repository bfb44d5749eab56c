import { Asn1Error, readOrNothing } from '../encoding/asn1-error';
import { readAsn1, type Asn1Node } from '../encoding/ber-reader';
import { TAG } from '../encoding/tag';
import {
  bitStringOf,
  booleanOf,
  octetsOf,
  oidOf,
  sequenceOf,
  smallIntegerOf,
  timeOf,
} from '../encoding/values';
import { OID } from '../oids';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../x509/algorithm-identifier';
import { readCertificateNode, type Certificate } from '../x509/certificate';
import { readDistinguishedName, type DistinguishedName } from '../x509/distinguished-name';
import { readCertId, readNonce, type OcspCertId } from './ocsp-request';
import { revocationReason, type RevocationReason } from './revocation-reason';

/** OCSPResponseStatus (RFC 6960 §4.2.1); a number that is not defined reads as `internalError`. */
const STATUSES = [
  'successful',
  'malformedRequest',
  'internalError',
  'tryLater',
  undefined,
  'sigRequired',
  'unauthorized',
] as const;
export type OcspResponseStatus = Exclude<(typeof STATUSES)[number], undefined>;

/** Who signed a response (RFC 6960 §4.2.2.3): by name, or by the SHA-1 of its key. */
export type OcspResponderId =
  | { readonly kind: 'name'; readonly name: DistinguishedName }
  | { readonly kind: 'keyHash'; readonly hash: Buffer };

/** What is said of one certificate (RFC 6960 §4.2.1). */
export interface OcspSingleResponse {
  readonly certId: OcspCertId;
  readonly status: 'GOOD' | 'REVOKED' | 'UNKNOWN';
  readonly revocationTime?: Date;
  readonly reason?: RevocationReason;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** The responder keeps what it knows from this instant on, expired certificates included (RFC 6960 §4.4.4). */
  readonly archiveCutoff?: Date;
  /** Hash of the certificate itself, a positive statement that it was issued (Common PKI). */
  readonly certHash?: { readonly digestAlgorithm: string; readonly hash: Buffer };
  readonly unknownCritical: readonly string[];
}

/** BasicOCSPResponse (RFC 6960 §4.2.1). Buffers are views of the bytes that were read. */
export interface BasicOcspResponse {
  readonly der: Buffer;
  /** The bytes that the responder signed. */
  readonly tbs: Buffer;
  readonly responderId: OcspResponderId;
  readonly producedAt: Date;
  readonly responses: readonly OcspSingleResponse[];
  readonly nonce: Buffer | undefined;
  readonly unknownCritical: readonly string[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Buffer;
  /** Certificates beside the response; those that cannot be read are left out. */
  readonly certificates: readonly Certificate[];
}

/** OCSPResponse (RFC 6960 §4.2.1). */
export interface OcspResponse {
  readonly status: OcspResponseStatus;
  /** Undefined unless the status is successful and the response is of the basic type. */
  readonly basic: BasicOcspResponse | undefined;
}

const RESPONSE_BOUNDS = { maxBytes: 1024 * 1024, maxNodes: 50_000, maxDepth: 48 };

/**
 * Reads an OCSPResponse of at most 1 MiB.
 *
 * @throws Asn1Error
 * @standard RFC 6960 §4.2.1
 */
export function readOcspResponse(bytes: Buffer): OcspResponse {
  return readOcspResponseNode(readAsn1(bytes, RESPONSE_BOUNDS));
}

/**
 * As {@link readOcspResponse}, from an element that was read already.
 *
 * @standard RFC 6960 §4.2.1
 */
export function readOcspResponseNode(node: Asn1Node): OcspResponse {
  sequenceOf(node);
  const status = STATUSES[smallIntegerOf(node.child(0))] ?? 'internalError';
  const wrapped = node.children()[1];
  if (status !== 'successful' || !wrapped?.isContext(0)) return { status, basic: undefined };
  const responseBytes = wrapped.only();
  if (oidOf(responseBytes.child(0)) !== OID.ocspBasic) return { status, basic: undefined };
  return { status, basic: readBasicOcspResponse(octetsOf(responseBytes.child(1))) };
}

/**
 * Reads a BasicOCSPResponse, as the DSS dictionary and CAdES hold it wrapped or bare.
 *
 * @throws Asn1Error
 * @standard RFC 6960 §4.2.1
 */
export function readBasicOcspResponse(bytes: Buffer): BasicOcspResponse {
  const node = readAsn1(bytes, RESPONSE_BOUNDS);
  const tbs = node.child(0);
  const parts = sequenceOf(tbs).filter((part) => !part.isContext(0));
  const [responder, producedAt, list] = parts;
  if (!responder || !producedAt || !list)
    throw new Asn1Error('VALUE', 'the response lacks a part', tbs.start);
  const extensions = parts
    .slice(3)
    .find((part) => part.isContext(1))
    ?.only();
  const certificates = node.children()[3];
  return {
    der: node.bytes,
    tbs: tbs.bytes,
    responderId: readResponderId(responder),
    producedAt: timeOf(producedAt),
    responses: sequenceOf(list).map(readSingle),
    nonce: extensions && readNonce(extensions),
    unknownCritical: extensions ? criticalBut(extensions, [OID.ocspNonce]) : [],
    signatureAlgorithm: readAlgorithmIdentifier(node.child(1)),
    signature: bitStringOf(node.child(2)).bytes,
    certificates: certificates?.isContext(0) ? readCertificateList(certificates.only()) : [],
  };
}

function readCertificateList(list: Asn1Node): readonly Certificate[] {
  return sequenceOf(list)
    .slice(0, 20)
    .flatMap((item) => readOrNothing(() => readCertificateNode(item)) ?? []);
}

function readResponderId(node: Asn1Node): OcspResponderId {
  if (node.isContext(1)) return { kind: 'name', name: readDistinguishedName(node.only()) };
  if (node.isContext(2)) return { kind: 'keyHash', hash: octetsOf(node.only()) };
  throw new Asn1Error('TYPE', 'responder neither by name nor by key', node.start);
}

function readSingle(node: Asn1Node): OcspSingleResponse {
  const [, status, thisUpdate, ...optional] = sequenceOf(node);
  if (!status || !thisUpdate) throw new Asn1Error('VALUE', 'the single response lacks a part', node.start);
  const nextUpdate = optional.find((part) => part.isContext(0));
  const extensions = optional.find((part) => part.isContext(1))?.only();
  return {
    certId: readCertId(node.child(0)),
    ...readStatus(status),
    thisUpdate: timeOf(thisUpdate),
    ...(nextUpdate && { nextUpdate: timeOf(nextUpdate.only()) }),
    ...(extensions && readSingleExtensions(extensions)),
    unknownCritical: extensions ? criticalBut(extensions, SINGLE_EXTENSIONS) : [],
  };
}

function readStatus(node: Asn1Node): Pick<OcspSingleResponse, 'status' | 'revocationTime' | 'reason'> {
  if (node.isContext(0)) return { status: 'GOOD' };
  if (!node.isContext(1)) return { status: 'UNKNOWN' };
  const reason = node.children()[1];
  return {
    status: 'REVOKED',
    revocationTime: timeOf(node.child(0)),
    ...(reason && { reason: revocationReason(smallIntegerOf(reason.only())) }),
  };
}

const SINGLE_EXTENSIONS: readonly string[] = [OID.ocspArchiveCutoff, OID.ocspCertHash];

function readSingleExtensions(extensions: Asn1Node): Pick<OcspSingleResponse, 'archiveCutoff' | 'certHash'> {
  const cutoff = extensionValue(extensions, OID.ocspArchiveCutoff);
  const certHash = extensionValue(extensions, OID.ocspCertHash);
  return {
    ...(cutoff && { archiveCutoff: timeOf(cutoff) }),
    ...(certHash && {
      certHash: {
        digestAlgorithm: readAlgorithmIdentifier(certHash.child(0)).oid,
        hash: octetsOf(certHash.child(1)),
      },
    }),
  };
}

function extensionValue(extensions: Asn1Node, oid: string): Asn1Node | undefined {
  const found = sequenceOf(extensions).find((item) => oidOf(item.child(0)) === oid);
  const value = found?.children().at(-1);
  return value && readAsn1(octetsOf(value));
}

function criticalBut(extensions: Asn1Node, known: readonly string[]): readonly string[] {
  return sequenceOf(extensions).flatMap((item) => {
    const flag = item.child(1);
    const isCritical = flag.isUniversal(TAG.boolean) && booleanOf(flag);
    const oid = oidOf(item.child(0));
    return isCritical && !known.includes(oid) ? [oid] : [];
  });
}
