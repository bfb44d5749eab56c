import { createHash } from 'node:crypto';
import { accept, type Result } from '@libro-firma/kernel';
import { prepareSignature, type ByteSource, type SignatureFieldRequest } from '@libro-firma/pdf';
import { chooseAlgorithm } from '../algorithms/choose-algorithm';
import { DIGEST_BYTES, type DigestAlgorithm, type SignatureScheme } from '../algorithms/creation-algorithms';
import { buildSignedAttributes } from '../cms/signed-attributes';
import { signedDataSize } from '../cms/write-signed-data';
import type { SigningIdentity } from './embed-value';
import { hashPrepared } from './hash-prepared';
import type { PreparedPades } from './prepared-pades';
import { readCertificateChain } from './read-certificates';

/** How the signature is seen, and what it lets follow. */
export type PadesField = Pick<SignatureFieldRequest, 'place' | 'appearance' | 'certify' | 'lock'>;

export interface PadesOptions extends PadesField {
  /** The signer's certificate, DER. */
  readonly certificate: Buffer;
  /** Further certificates for the CMS, DER, signer's issuer first. */
  readonly chain: readonly Buffer[];
  readonly digestAlgorithm?: DigestAlgorithm;
  /** By default what the key of the certificate asks for; `rsa-pkcs1` for a plain RSA key. */
  readonly signatureAlgorithm?: SignatureScheme;
  readonly reason?: string;
  readonly location?: string;
  readonly signerName?: string;
  /** Claimed time, written as /M of the signature dictionary. */
  readonly signingTime?: Date;
  readonly fieldName?: string;
  /** Bytes to keep free beyond the signature, for a timestamp that is to be added to it. */
  readonly extraBytes?: number;
}

/**
 * First phase of a PAdES B-B signature: the increment with an empty placeholder, and the exact bytes that the
 * signer's device signs. No secret is needed and the base file is read once. The reserved room suffices for every
 * value that the key can make.
 *
 * Refusals: `SIGNATURE_CERTIFICATE_UNREADABLE`, `SIGNATURE_KEY_UNSUPPORTED`, `SIGNATURE_KEY_TOO_SHORT`,
 * `SIGNATURE_ALGORITHM_NOT_FOR_KEY`, and those of libs/pdf for the file.
 *
 * @standard ETSI EN 319 142-1 §5, §6.3; ISO 32000-1 §12.8
 */
export function preparePades(source: ByteSource, options: PadesOptions): Result<PreparedPades> {
  const identity = readIdentity(options, options.signatureAlgorithm, options.digestAlgorithm);
  return identity.ok ? prepareWith(source, options, identity.value) : identity;
}

/** As {@link preparePades}, for a certificate that was read and judged already. */
export function prepareWith(
  source: ByteSource,
  options: PadesOptions,
  { certificate, chain, algorithm }: SigningIdentity,
): Result<PreparedPades> {
  const { digest, scheme } = algorithm;
  const sample = buildSignedAttributes(Buffer.alloc(DIGEST_BYTES[digest]), certificate, digest);
  const cms = { algorithm, signedAttributes: sample, certificate, chain };
  const reservedBytes = signedDataSize(cms, algorithm.maxValueBytes) + (options.extraBytes ?? 0);
  const prepared = prepareSignature(source, { ...fieldRequest(options), reservedBytes });
  if (!prepared.ok) return prepared;
  const hashes = hashPrepared(source, prepared.value, digest);
  const signedAttributes = buildSignedAttributes(hashes.messageDigest, certificate, digest);
  return accept({
    prepared: prepared.value,
    signedAttributes,
    toBeSigned: signedAttributes,
    digest: createHash(digest).update(signedAttributes).digest(),
    digestAlgorithm: digest,
    signatureScheme: scheme,
    certificateSha256: certificate.sha256,
    documentSha256: hashes.documentSha256,
  });
}

/** Reads the certificates and chooses the algorithm; refusals as {@link preparePades}. */
export function readIdentity(
  certificates: Pick<PadesOptions, 'certificate' | 'chain'>,
  scheme: SignatureScheme | undefined,
  digest: DigestAlgorithm | undefined,
): Result<SigningIdentity> {
  const certificate = readCertificateChain(certificates.certificate, certificates.chain);
  if (!certificate.ok) return certificate;
  const algorithm = chooseAlgorithm(certificate.value, { scheme, digest });
  if (!algorithm.ok) return algorithm;
  return accept({ certificate: certificate.value, chain: certificates.chain, algorithm: algorithm.value });
}

function fieldRequest(options: PadesOptions): Omit<SignatureFieldRequest, 'reservedBytes'> {
  return {
    subFilter: 'ETSI.CAdES.detached',
    ...(options.fieldName !== undefined && { fieldName: options.fieldName }),
    ...(options.signerName !== undefined && { signerName: options.signerName }),
    ...(options.reason !== undefined && { reason: options.reason }),
    ...(options.location !== undefined && { location: options.location }),
    ...(options.signingTime !== undefined && { signingTime: options.signingTime }),
    ...(options.place && { place: options.place }),
    ...(options.appearance && { appearance: options.appearance }),
    ...(options.certify !== undefined && { certify: options.certify }),
    ...(options.lock && { lock: options.lock }),
  };
}
