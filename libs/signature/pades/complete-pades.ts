import { refuse, type Result } from '@libro-firma/kernel';
import type { ByteSource, PreparedIncrement } from '@libro-firma/pdf';
import { buildSignedAttributes } from '../cms/signed-attributes';
import { signatureRefusals } from '../signature.refusals';
import { embedValue, type SigningIdentity } from './embed-value';
import { hashPrepared } from './hash-prepared';
import { readIdentity } from './prepare-pades';
import type { PreparedPades } from './prepared-pades';

/** Certificates of the signature, DER, as they were given to `preparePades`. */
export interface PadesCertificates {
  readonly certificate: Buffer;
  readonly chain: readonly Buffer[];
}

/**
 * Second phase of a PAdES B-B signature: the bytes to append to `source`. Nothing prepared is believed: file and
 * increment are hashed again, the signed attributes built again, and the value is checked with the certificate.
 *
 * Refusals, one for each swap: `SIGNATURE_CERTIFICATE_CHANGED`, `SIGNATURE_DOCUMENT_CHANGED` (another file),
 * `SIGNATURE_PREPARATION_CHANGED` (other prepared data), `SIGNATURE_VALUE_MISMATCH` (another value). Besides those
 * of `preparePades` for the certificates, and `PDF_SIGNATURE_TOO_LARGE` when the chain has grown.
 *
 * @standard ETSI EN 319 142-1 §5; RFC 5652 §5.4
 */
export function completePades(
  source: ByteSource,
  prepared: PreparedPades,
  signatureValue: Buffer,
  certificates: PadesCertificates,
): Result<{ readonly increment: Buffer }> {
  const identity = verifyPrepared(source, prepared, certificates);
  return identity.ok ? embedValue(prepared, signatureValue, identity.value) : identity;
}

/**
 * Whether file, preparation and certificates still are those of the first phase; refusals as {@link completePades}.
 *
 * @standard ETSI EN 319 142-1 §5; RFC 5652 §5.4
 */
export function verifyPrepared(
  source: ByteSource,
  prepared: PreparedPades,
  certificates: PadesCertificates,
): Result<SigningIdentity> {
  const identity = readIdentity(certificates, prepared.signatureScheme, prepared.digestAlgorithm);
  if (!identity.ok) return identity;
  const { certificate, algorithm } = identity.value;
  if (certificate.sha256 !== prepared.certificateSha256) {
    return refuse(signatureRefusals.CERTIFICATE_CHANGED());
  }
  if (source.size !== prepared.prepared.baseSize) return refuse(signatureRefusals.DOCUMENT_CHANGED());
  if (!isWhole(prepared.prepared)) return refuse(signatureRefusals.PREPARATION_CHANGED());
  const hashes = hashPrepared(source, prepared.prepared, algorithm.digest);
  if (hashes.documentSha256 !== prepared.documentSha256) {
    return refuse(signatureRefusals.DOCUMENT_CHANGED());
  }
  const attributes = buildSignedAttributes(hashes.messageDigest, certificate, algorithm.digest);
  if (!attributes.equals(prepared.signedAttributes)) return refuse(signatureRefusals.PREPARATION_CHANGED());
  return identity;
}

/** The byte range covers all of base and increment but the placeholder, whose zeros stand where it is said. */
function isWhole({
  increment,
  baseSize,
  byteRange,
  contentsOffset,
  contentsLength,
}: PreparedIncrement): boolean {
  const afterGap = contentsOffset + contentsLength;
  const total = baseSize + increment.length;
  const [start, length, secondStart, secondLength] = byteRange;
  if (contentsOffset < baseSize || contentsLength < 4 || afterGap > total) return false;
  const gap = increment.subarray(contentsOffset - baseSize, afterGap - baseSize);
  return (
    start === 0 &&
    length === contentsOffset &&
    secondStart === afterGap &&
    secondLength === total - afterGap &&
    /^<0+>$/.test(gap.toString('latin1'))
  );
}
