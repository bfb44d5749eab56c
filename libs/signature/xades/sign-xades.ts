import { createHash, type KeyObject } from 'node:crypto';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { verifyValue } from '@libro-firma/trust';
import { EXCLUSIVE, type XmlEngine } from '@libro-firma/xml';
import {
  verifyingAlgorithm,
  type DigestAlgorithm,
  type SignatureScheme,
} from '../algorithms/creation-algorithms';
import { signWith } from '../keys/sign-with';
import type { SigningIdentity } from '../pades/embed-value';
import { readIdentity } from '../pades/prepare-pades';
import { signatureRefusals } from '../signature.refusals';
import type { TimestampSource } from '../timestamp/timestamp-client';
import { plainEcdsa } from './plain-ecdsa';
import type { PreparedXades } from './prepared-xades';
import {
  signatureTimestampXml,
  signatureXml,
  type SignatureDraft,
  type SignatureValues,
} from './signature-xml';
import { readTarget, type ReadTarget, type XadesTarget } from './xades-target';

export interface XadesOptions {
  /** The signer's certificate, DER. */
  readonly certificate: Buffer;
  /** Further certificates for KeyInfo, DER, signer's issuer first. */
  readonly chain: readonly Buffer[];
  readonly digestAlgorithm?: DigestAlgorithm;
  readonly signatureAlgorithm?: SignatureScheme;
  /** Claimed time; XAdES B-B asks for one. */
  readonly signingTime: Date;
}

/**
 * First phase of a XAdES B-B signature, enveloped in an XML document or over files beside it: the canonical SignedInfo
 * that the signer's device signs. No secret is needed.
 *
 * Refusals: those of `preparePades` for certificate and key, of libs/xml for the document, and
 * `SIGNATURE_XML_NOT_SIGNABLE`.
 *
 * @standard ETSI EN 319 132-1 §6.3
 */
export function prepareXades(
  engine: XmlEngine,
  target: XadesTarget,
  options: XadesOptions,
): Result<PreparedXades> {
  const identity = readIdentity(options, options.signatureAlgorithm, options.digestAlgorithm);
  return identity.ok ? prepareWith(engine, target, identity.value, options.signingTime) : identity;
}

function prepareWith(
  engine: XmlEngine,
  target: XadesTarget,
  { certificate, chain, algorithm }: SigningIdentity,
  time: Date,
): Result<PreparedXades> {
  const read = readTarget(engine, target, algorithm.digest);
  if (!read.ok) return read;
  const signingTime = new Date(Math.floor(time.getTime() / 1000) * 1000);
  const seed = `${read.value.sha256} ${certificate.sha256} ${signingTime.toISOString()}`;
  const signatureId = `id-${createHash('sha256').update(seed).digest('hex').slice(0, 32)}`;
  const draft: SignatureDraft = {
    id: signatureId,
    parts: read.value.parts,
    algorithm,
    certificate,
    chain,
    signingTime,
  };
  const toBeSigned = signedInfoOf(engine, read.value, draft);
  if (!toBeSigned.ok) return toBeSigned;
  return accept({
    signatureId,
    toBeSigned: toBeSigned.value.octets,
    digest: createHash(algorithm.digest).update(toBeSigned.value.octets).digest(),
    digestAlgorithm: algorithm.digest,
    signatureScheme: algorithm.scheme,
    signingTime,
    certificateSha256: certificate.sha256,
    targetSha256: read.value.sha256,
  });
}

interface SignedInfo {
  readonly octets: Buffer;
  readonly draft: SignatureDraft;
  readonly values: SignatureValues;
}

function signedInfoOf(engine: XmlEngine, target: ReadTarget, draft: SignatureDraft): Result<SignedInfo> {
  const properties = canonicalElement(engine, target.frame(signatureXml(draft, {})), `xades-${draft.id}`);
  if (!properties.ok) return properties;
  const propertiesDigest = createHash(draft.algorithm.digest).update(properties.value).digest();
  const values = { propertiesDigest };
  const document = target.frame(signatureXml(draft, values));
  const octets = canonicalElement(engine, document, draft.id, 'SignedInfo');
  return octets.ok ? accept({ octets: octets.value, draft, values }) : octets;
}

/** Canonical form of the one element with this identifier, or of its first child of a name. */
function canonicalElement(engine: XmlEngine, bytes: Buffer, id: string, child?: string): Result<Buffer> {
  const read = engine.read(bytes);
  if (!read.ok) return read;
  try {
    const [element, another] = read.value.elementsById(id);
    const apex =
      child === undefined
        ? element
        : element?.children.find((one) => one.kind === 'element' && one.localName === child);
    const octets =
      apex?.kind === 'element' && !another
        ? read.value.canonicalise({ apexes: [apex] }, EXCLUSIVE)
        : undefined;
    return octets ? accept(octets) : refuse(signatureRefusals.XML_NOT_SIGNABLE({ reason: 'identifier' }));
  } finally {
    read.value.dispose();
  }
}

/**
 * Second phase: the signed document, or for files the document with the signature. Nothing prepared is believed: the
 * target is read and canonicalised again, and the value is checked with the certificate.
 *
 * Refusals, one for each swap: `SIGNATURE_CERTIFICATE_CHANGED`, `SIGNATURE_DOCUMENT_CHANGED`,
 * `SIGNATURE_PREPARATION_CHANGED`, `SIGNATURE_VALUE_MISMATCH`.
 *
 * @standard ETSI EN 319 132-1 §6.3; XML Signature 1.1 §3.1.2
 */
export function completeXades(
  engine: XmlEngine,
  target: XadesTarget,
  prepared: PreparedXades,
  value: Buffer,
  certificates: Pick<XadesOptions, 'certificate' | 'chain'>,
): Result<Buffer> {
  const completed = complete(engine, target, prepared, value, certificates);
  return completed.ok ? accept(completed.value.document) : completed;
}

interface Completed extends SignedInfo {
  readonly target: ReadTarget;
  readonly document: Buffer;
}

function complete(
  engine: XmlEngine,
  target: XadesTarget,
  prepared: PreparedXades,
  value: Buffer,
  certificates: Pick<XadesOptions, 'certificate' | 'chain'>,
): Result<Completed> {
  const identity = readIdentity(certificates, prepared.signatureScheme, prepared.digestAlgorithm);
  if (!identity.ok) return identity;
  const { certificate, chain, algorithm } = identity.value;
  if (certificate.sha256 !== prepared.certificateSha256)
    return refuse(signatureRefusals.CERTIFICATE_CHANGED());
  const read = readTarget(engine, target, algorithm.digest);
  if (!read.ok) return read;
  if (read.value.sha256 !== prepared.targetSha256) return refuse(signatureRefusals.DOCUMENT_CHANGED());
  const { signatureId: id, signingTime } = prepared;
  const draft = { id, parts: read.value.parts, algorithm, certificate, chain, signingTime };
  const signed = signedInfoOf(engine, read.value, draft);
  if (!signed.ok) return signed;
  if (!signed.value.octets.equals(prepared.toBeSigned))
    return refuse(signatureRefusals.PREPARATION_CHANGED());
  const outcome = verifyValue(
    verifyingAlgorithm(algorithm),
    algorithm.publicKey,
    [prepared.toBeSigned],
    value,
  );
  const written = algorithm.scheme === 'ecdsa' ? plainEcdsa(value, certificate) : value;
  if (outcome !== 'VALID' || !written) return refuse(signatureRefusals.VALUE_MISMATCH());
  const values = { ...signed.value.values, value: written };
  const document = read.value.frame(signatureXml(draft, values));
  return accept({ ...signed.value, values, target: read.value, document });
}

/**
 * As {@link completeXades}, with a timestamp over the signature value: level B-T.
 *
 * Refusals: also those of the timestamp source.
 *
 * @standard ETSI EN 319 132-1 §5.3, §6.3
 */
export async function completeXadesWithTimestamp(
  engine: XmlEngine,
  target: XadesTarget,
  signed: { readonly prepared: PreparedXades; readonly value: Buffer },
  certificates: Pick<XadesOptions, 'certificate' | 'chain'>,
  timestamps: TimestampSource,
): Promise<Result<Buffer>> {
  const completed = complete(engine, target, signed.prepared, signed.value, certificates);
  if (!completed.ok) return completed;
  const { draft, values, document, target: read } = completed.value;
  const stamped = canonicalElement(engine, document, `value-${draft.id}`);
  if (!stamped.ok) return stamped;
  const { digest } = draft.algorithm;
  const token = await timestamps.stamp(createHash(digest).update(stamped.value).digest(), digest);
  if (!token.ok) return token;
  const unsigned = signatureTimestampXml(draft.id, token.value.der);
  return accept(read.frame(signatureXml(draft, { ...values, unsigned })));
}

/**
 * Both phases in one, for a key that is at hand; refusals as the two.
 *
 * @standard ETSI EN 319 132-1 §6.3
 */
export function signXades(
  engine: XmlEngine,
  target: XadesTarget,
  options: XadesOptions,
  key: KeyObject,
): Result<Buffer> {
  const prepared = prepareXades(engine, target, options);
  if (!prepared.ok) return prepared;
  const { digestAlgorithm: digest, signatureScheme: scheme, toBeSigned } = prepared.value;
  return completeXades(
    engine,
    target,
    prepared.value,
    signWith(key, { scheme, digest }, toBeSigned),
    options,
  );
}
