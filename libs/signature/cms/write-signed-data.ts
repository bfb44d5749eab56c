import { der, OID, type Certificate } from '@libro-firma/asn1';
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

/**
 * ContentInfo with a detached SignedData, in DER (RFC 5652 §3, §5.1). The chain goes in with the signer's
 * certificate, each certificate once.
 */
export function writeSignedData(parts: SignedDataParts): Buffer {
  const { algorithm, certificate, unsignedAttributes = [] } = parts;
  const digest = digestIdentifier(algorithm.digest);
  const signer = der.sequence(
    der.integer(1),
    der.sequence(certificate.issuer.der, serialNumberDer(certificate)),
    digest,
    der.implicit(0, parts.signedAttributes),
    signatureIdentifier(algorithm),
    der.octetString(parts.value),
    ...(unsignedAttributes.length > 0 ? [der.implicit(1, der.setOf(unsignedAttributes))] : []),
  );
  const signedData = der.sequence(
    der.integer(1),
    der.setOf([digest]),
    der.sequence(der.oid(OID.data)),
    der.implicit(0, der.setOf(distinct([certificate.der, ...parts.chain]))),
    der.setOf([signer]),
  );
  return der.sequence(der.oid(OID.signedData), der.explicit(0, signedData));
}

/** Bytes that {@link writeSignedData} needs at most, whatever the value will be. */
export function signedDataSize(parts: Omit<SignedDataParts, 'value'>, maxValueBytes: number): number {
  return writeSignedData({ ...parts, value: Buffer.alloc(maxValueBytes) }).length;
}

function distinct(certificates: readonly Buffer[]): readonly Buffer[] {
  return certificates.filter((one, index) => certificates.findIndex((other) => other.equals(one)) === index);
}
