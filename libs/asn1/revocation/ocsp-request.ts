import { Asn1Error } from '../encoding/asn1-error';
import { readAsn1, type Asn1Node } from '../encoding/ber-reader';
import { integerOf, octetsOf, oidOf, sequenceOf } from '../encoding/values';
import { OID } from '../oids';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier';

/** CertID (RFC 6960 §4.1.1): the certificate that is asked about, by hashes of its issuer and its serial number. */
export interface OcspCertId {
  /** OID of the digest of both hashes. */
  readonly digestAlgorithm: string;
  readonly issuerNameHash: Buffer;
  readonly issuerKeyHash: Buffer;
  readonly serialNumber: bigint;
}

/** OCSPRequest (RFC 6960 §4.1.1), without the requestor's own signature. */
export interface OcspRequest {
  readonly certIds: readonly OcspCertId[];
  /** Content of the nonce (RFC 9654 §2.1); undefined when there is none. */
  readonly nonce: Buffer | undefined;
}

const REQUEST_BOUNDS = { maxBytes: 64 * 1024, maxNodes: 5000, maxDepth: 32 };

/**
 * By which hashes and serial number an OCSP message names a certificate.
 *
 * @throws Asn1Error
 * @standard RFC 6960 §4.1.1
 */
export function readCertId(node: Asn1Node): OcspCertId {
  sequenceOf(node);
  return {
    digestAlgorithm: readAlgorithmIdentifier(node.child(0)).oid,
    issuerNameHash: octetsOf(node.child(1)),
    issuerKeyHash: octetsOf(node.child(2)),
    serialNumber: integerOf(node.child(3)),
  };
}

/**
 * Reads an OCSPRequest of at most 64 KiB.
 *
 * @throws Asn1Error
 * @standard RFC 6960 §4.1.1
 */
export function readOcspRequest(bytes: Buffer): OcspRequest {
  const tbs = readAsn1(bytes, REQUEST_BOUNDS).child(0);
  const list = sequenceOf(tbs).find((part) => part.isUniversal(16));
  if (!list) throw new Asn1Error('VALUE', 'the request lists no certificate', tbs.start);
  const extensions = sequenceOf(tbs).find((part) => part.isContext(2));
  return {
    certIds: sequenceOf(list).map((item) => readCertId(item.child(0))),
    nonce: extensions && readNonce(extensions.only()),
  };
}

/** The nonce among Extensions (RFC 9654 §2.1); some write it without the OCTET STRING inside. */
export function readNonce(extensions: Asn1Node): Buffer | undefined {
  const found = sequenceOf(extensions).find((item) => oidOf(item.child(0)) === OID.ocspNonce);
  const value = found?.children().at(-1);
  if (!value) return undefined;
  const content = octetsOf(value);
  const isWrapped = content[0] === 4 && content[1] === content.length - 2;
  return isWrapped ? content.subarray(2) : content;
}
