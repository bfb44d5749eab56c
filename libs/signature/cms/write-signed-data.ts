import { der, frameSignedData, headerBytes, OID, type Certificate, type Framed } from '@libro-firma/asn1';
import {
  digestIdentifier,
  signatureIdentifier,
  type CreationAlgorithm,
} from '../algorithms/creation-algorithms';
import { serialNumberDer } from './signed-attributes';

/** Parts of a detached SignedData with one signer. */
export interface SignedDataParts {
  readonly algorithm: CreationAlgorithm;
  /** From `buildSignedAttributes`. */
  readonly signedAttributes: Buffer;
  readonly value: Buffer;
  readonly certificate: Certificate;
  readonly chain: readonly Buffer[];
  /** Whole Attributes that stand beside the signature, such as its timestamp. */
  readonly unsignedAttributes?: readonly Buffer[];
}

/** One SignerInfo (RFC 5652 §5.3), its certificate named by issuer and serial number. */
export function writeSignerInfo(parts: Omit<SignedDataParts, 'chain'>): Buffer {
  const { algorithm, certificate, unsignedAttributes = [] } = parts;
  return der.sequence(
    der.integer(1),
    der.sequence(certificate.issuer.der, serialNumberDer(certificate)),
    digestIdentifier(algorithm.digest),
    der.implicit(0, parts.signedAttributes),
    signatureIdentifier(algorithm),
    der.octetString(parts.value),
    ...(unsignedAttributes.length > 0 ? [der.implicit(1, der.setOf(unsignedAttributes))] : []),
  );
}

/**
 * ContentInfo with a detached SignedData, in DER (RFC 5652 §3, §5.1). The chain goes in with the signer's
 * certificate, each certificate once.
 */
export function writeSignedData(parts: SignedDataParts): Buffer {
  const { head, tail } = writeAround(parts, undefined);
  return Buffer.concat([head, tail]);
}

/**
 * The SignedData around a content of this many bytes, which itself need not be in memory; without content when its
 * size is undefined. All lengths are definite: the file is DER whatever its size.
 *
 * @standard RFC 5652 §5.1, §5.2
 */
export function writeAround(parts: SignedDataParts, contentSize: number | undefined): Framed {
  const version = der.integer(1);
  const digests = der.setOf([digestIdentifier(parts.algorithm.digest)]);
  const tail = Buffer.concat([
    der.implicit(0, der.setOf(distinct([parts.certificate.der, ...parts.chain]))),
    der.setOf([writeSignerInfo(parts)]),
  ]);
  const type = der.oid(OID.data);
  const octets = contentSize === undefined ? undefined : headerBytes(0x04, contentSize);
  const wrapper =
    octets && contentSize !== undefined ? headerBytes(0xa0, octets.length + contentSize) : undefined;
  const inner = octets && wrapper ? [wrapper, octets] : [];
  const innerSize = inner.reduce((sum, { length }) => sum + length, contentSize ?? 0);
  const encapsulated = Buffer.concat([headerBytes(0x30, type.length + innerSize), type, ...inner]);
  return frameSignedData(Buffer.concat([version, digests, encapsulated]), contentSize ?? 0, tail);
}

/**
 * Bytes that {@link writeSignedData} needs at most, whatever the value will be.
 *
 * @standard RFC 5652 §5.1
 */
export function signedDataSize(parts: Omit<SignedDataParts, 'value'>, maxValueBytes: number): number {
  return writeSignedData({ ...parts, value: Buffer.alloc(maxValueBytes) }).length;
}

function distinct(certificates: readonly Buffer[]): readonly Buffer[] {
  return certificates.filter((one, index) => certificates.findIndex((other) => other.equals(one)) === index);
}
