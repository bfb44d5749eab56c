import { OID } from '@libro-firma/asn1';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { verifyValue } from '@libro-firma/trust';
import { digestIdentifier, verifyingAlgorithm } from '../algorithms/creation-algorithms';
import { editSignedData, withUnsignedAttributes } from '../cms/edit-signed-data';
import { attribute } from '../cms/signed-attributes';
import {
  writeAround,
  writeSignedData,
  writeSignerInfo,
  type SignedDataParts,
} from '../cms/write-signed-data';
import type { PadesCertificates } from '../pades/complete-pades';
import { readIdentity } from '../pades/prepare-pades';
import { signatureRefusals } from '../signature.refusals';
import { stampValue } from '../timestamp/stamp-value';
import type { TimestampSource } from '../timestamp/timestamp-client';
import type { CadesFile } from './cades-file';
import { readCadesInput, type CadesInput } from './cades-input';
import { attributesFor } from './prepare-cades';
import type { PreparedCades } from './prepared-cades';
import { bytesAround, bytesInMemory, type SignedBytes } from './signed-bytes';

/**
 * Second phase of a CAdES B-B signature. Nothing prepared is believed: the input is hashed again, the signed attributes
 * built again, and the value is checked with the certificate. What was in a file already keeps bytes and order; the
 * input itself is never touched.
 *
 * Refusals, one for each swap: `SIGNATURE_CERTIFICATE_CHANGED`, `SIGNATURE_DOCUMENT_CHANGED`,
 * `SIGNATURE_PREPARATION_CHANGED`, `SIGNATURE_VALUE_MISMATCH`.
 *
 * @standard ETSI EN 319 122-1 §6; RFC 5652 §5.1, §5.4, §11.4
 */
export function completeCades(
  input: CadesInput,
  prepared: PreparedCades,
  signatureValue: Buffer,
  certificates: PadesCertificates,
): Result<SignedBytes> {
  const parts = verifiedParts(input, prepared, signatureValue, certificates);
  return parts.ok ? accept(assemble(input, parts.value)) : parts;
}

/** What came of a signature and of its timestamp. */
export interface TimestampedCades {
  readonly bytes: SignedBytes;
  /** The proven time, or why there is none: the signature stands in any case. */
  readonly timestamp: Result<{ readonly time: Date }>;
}

/** As {@link completeCades}, with a timestamp over the value: level B-T. @standard ETSI EN 319 122-1 §5.3, §6.3 */
export async function completeCadesWithTimestamp(
  input: CadesInput,
  prepared: PreparedCades,
  signatureValue: Buffer,
  certificates: PadesCertificates,
  timestamps: TimestampSource,
): Promise<Result<TimestampedCades>> {
  const parts = verifiedParts(input, prepared, signatureValue, certificates);
  if (!parts.ok) return parts;
  const stamped = await stampValue(signatureValue, prepared.digestAlgorithm, timestamps);
  if (!stamped.ok) return accept({ bytes: assemble(input, parts.value), timestamp: stamped });
  const { attribute: stamp, token } = stamped.value;
  const bytes = assemble(input, { ...parts.value, unsignedAttributes: [stamp] });
  return accept({ bytes, timestamp: accept({ time: token.time }) });
}

interface VerifiedParts extends SignedDataParts {
  readonly file: CadesFile | undefined;
}

function verifiedParts(
  input: CadesInput,
  prepared: PreparedCades,
  value: Buffer,
  certificates: PadesCertificates,
): Result<VerifiedParts> {
  const identity = readIdentity(certificates, prepared.signatureScheme, prepared.digestAlgorithm);
  if (!identity.ok) return identity;
  const { certificate, algorithm, chain } = identity.value;
  if (certificate.sha256 !== prepared.certificateSha256)
    return refuse(signatureRefusals.CERTIFICATE_CHANGED());
  if (input.kind !== prepared.kind) return refuse(signatureRefusals.PREPARATION_CHANGED());
  const subject = readCadesInput(input);
  if (!subject.ok) return subject;
  if (subject.value.whole.digest('sha256').toString('hex') !== prepared.documentSha256) {
    return refuse(signatureRefusals.DOCUMENT_CHANGED());
  }
  const { signingTime, mimeType } = prepared;
  const wishes = { signingTime, ...(mimeType !== undefined && { mimeType }) };
  const signedAttributes = attributesFor(subject.value, identity.value, input.kind, wishes);
  if (!signedAttributes.equals(prepared.toBeSigned)) return refuse(signatureRefusals.PREPARATION_CHANGED());
  const outcome = verifyValue(verifyingAlgorithm(algorithm), algorithm.publicKey, [signedAttributes], value);
  if (outcome !== 'VALID') return refuse(signatureRefusals.VALUE_MISMATCH());
  return accept({ algorithm, signedAttributes, value, certificate, chain, file: subject.value.file });
}

function assemble(input: CadesInput, { file, ...parts }: VerifiedParts): SignedBytes {
  if (input.kind === 'ATTACHED') {
    const { head, tail } = writeAround(parts, input.document.size);
    return bytesAround(head, input.document, tail);
  }
  if ('document' in input || !file) return bytesInMemory(writeSignedData(parts));
  const { data } = file;
  const certificates = [parts.certificate.der, ...parts.chain];
  const signer = writeSignerInfo(parts);
  const digests = [digestIdentifier(parts.algorithm.digest)];
  if (input.kind === 'PARALLEL') {
    return file.with(editSignedData(data, { certificates, digests, signers: [signer] }));
  }
  const target = data.signers[input.signer];
  if (!target) throw new Error('the signer was there when the input was read');
  const grown = withUnsignedAttributes(target, [attribute(OID.counterSignature, signer)]);
  return file.with(editSignedData(data, { certificates, digests, replaced: new Map([[target, grown]]) }));
}
