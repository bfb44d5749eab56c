import {
  oidOf,
  octetsOf,
  OID,
  readOrNothing,
  signedAttributesAsWritten,
  signedAttributesDer,
  singleValue,
  type Certificate,
  type SignedData,
  type SignerInfo,
} from '@libro-firma/asn1';
import {
  digestName,
  publicKeyOf,
  readSignatureAlgorithm,
  verifyValue,
  type SignatureAlgorithm,
  type ValueOutcome,
} from '@libro-firma/trust';
import { judgeReference, type ReferenceState } from './certificate-reference';
import { findSignerCertificate } from './find-certificate';
import { isSignedAttributes } from './attributes-as-content';
import type { SignedContent } from './signed-content';

/** What is proven and not proven of one signer, in any format. Facts, no verdict. */
export interface SignerProof {
  readonly certificate: Certificate | undefined;
  /** Digest over the content, by its name in node:crypto; undefined for one that is not read here. */
  readonly digest: string | undefined;
  readonly algorithm: SignatureAlgorithm | undefined;
  /** Digest of the signature algorithm and digest of the signer are the same. */
  readonly digestsAgree: boolean;
  readonly value: ValueOutcome | 'NO_CERTIFICATE';
  readonly reference: ReferenceState | undefined;
}

/** What the bytes of one signer of a CMS prove and do not prove. */
export interface SignerFacts extends SignerProof {
  readonly signer: SignerInfo;
  /** `ATTRIBUTES_AS_CONTENT`: there are none, and the content is what another signature signed as its attributes. */
  readonly messageDigest:
    'MATCHES' | 'DIFFERS' | 'MISSING' | 'NOT_COMPUTED' | 'NO_ATTRIBUTES' | 'ATTRIBUTES_AS_CONTENT';
  readonly contentType: 'MATCHES' | 'DIFFERS' | 'MISSING' | 'NO_ATTRIBUTES' | 'NOT_ASKED';
  /** The value was made over the attributes as the file writes them, which is not DER (RFC 5652 §5.4 asks for DER). */
  readonly isOverNonDerAttributes: boolean;
}

/** What a signer is measured against, where it is not the SignedData around it. */
export interface SignerExpectation {
  /** Certificates beside those of the SignedData among which the signer's may be. */
  readonly certificates?: readonly Certificate[];
  /** A counter-signature signs a value, not the content: it need not state a type (RFC 5652 §11.4). */
  readonly isCounterSignature?: boolean;
}

/**
 * Examines one signer of a SignedData against the content that it should have signed. The signed attributes are
 * verified in DER, members in order, whatever the file's encoding; and, where that fails, as the file writes them,
 * since some signers forget to put them in order. Either way it is these attributes that the key signed.
 *
 * @standard RFC 5652 §5.4, §5.6, §11.1, §11.2
 */
export function examineSigner(
  data: SignedData,
  signer: SignerInfo,
  content: SignedContent,
  expectation: SignerExpectation = {},
): SignerFacts {
  const { certificates = [], isCounterSignature = false } = expectation;
  const certificate = findSignerCertificate(signer, [...data.certificates, ...certificates]);
  const digest = digestName(signer.digestAlgorithm.oid);
  const algorithm = effectiveAlgorithm(signer, digest);
  const facts = {
    signer,
    certificate,
    digest,
    algorithm,
    digestsAgree: algorithm?.digest === undefined || algorithm.digest === digest,
    reference: certificate && judgeReference(signer.signedAttributes, certificate),
  };
  return {
    ...facts,
    messageDigest: judgeMessageDigest(signer, digest, content),
    contentType: isCounterSignature ? 'NOT_ASKED' : judgeContentType(signer, data.contentType),
    ...judgeValue(facts, content),
  };
}

/** The signature algorithm; where its OID names no digest, as plain rsaEncryption, the signer's own. */
function effectiveAlgorithm(signer: SignerInfo, digest: string | undefined): SignatureAlgorithm | undefined {
  const algorithm = readSignatureAlgorithm(signer.signatureAlgorithm);
  if (algorithm?.family !== 'rsa-pkcs1' && algorithm?.family !== 'dsa') return algorithm;
  return { family: algorithm.family, digest: algorithm.digest ?? digest };
}

function judgeMessageDigest(
  { signedAttributes }: SignerInfo,
  digest: string | undefined,
  content: SignedContent,
): SignerFacts['messageDigest'] {
  if (!signedAttributes) return isSignedAttributes(content) ? 'ATTRIBUTES_AS_CONTENT' : 'NO_ATTRIBUTES';
  const stated = readOrNothing(() => {
    const value = singleValue(signedAttributes, OID.messageDigest);
    return value && octetsOf(value);
  });
  if (!stated) return 'MISSING';
  if (digest === undefined) return 'NOT_COMPUTED';
  return content.digest(digest).equals(stated) ? 'MATCHES' : 'DIFFERS';
}

function judgeContentType({ signedAttributes }: SignerInfo, contentType: string): SignerFacts['contentType'] {
  if (!signedAttributes) return 'NO_ATTRIBUTES';
  const stated = readOrNothing(() => {
    const value = singleValue(signedAttributes, OID.contentType);
    return value && oidOf(value);
  });
  if (stated === undefined) return 'MISSING';
  return stated === contentType ? 'MATCHES' : 'DIFFERS';
}

type ValueFacts = Pick<SignerFacts, 'value' | 'isOverNonDerAttributes'>;

function judgeValue(
  { signer, certificate, algorithm }: Pick<SignerFacts, 'signer' | 'certificate' | 'algorithm'>,
  content: SignedContent,
): ValueFacts {
  const plain = (value: SignerFacts['value']): ValueFacts => ({ value, isOverNonDerAttributes: false });
  if (!certificate) return plain('NO_CERTIFICATE');
  const key = publicKeyOf(certificate.publicKey);
  if (!key || !algorithm) return plain('UNSUPPORTED');
  const { signedAttributes, signature } = signer;
  if (!signedAttributes) return plain(verifyValue(algorithm, key, content.pieces(), signature));
  const encoded = readOrNothing(() => signedAttributesDer(signedAttributes));
  if (!encoded) return plain('INVALID');
  const outcome = verifyValue(algorithm, key, [encoded], signature);
  const written = signedAttributesAsWritten(signedAttributes);
  if (outcome !== 'INVALID' || written.equals(encoded)) return plain(outcome);
  const value = verifyValue(algorithm, key, [written], signature);
  return { value, isOverNonDerAttributes: value === 'VALID' };
}

const BROKEN_DIGESTS: readonly SignerFacts['messageDigest'][] = [
  'DIFFERS',
  'MISSING',
  'ATTRIBUTES_AS_CONTENT',
];

/**
 * `BROKEN` when anything that could be computed is wrong, `UNKNOWN` when something could not be computed.
 *
 * @standard ETSI EN 319 102-1 §5.2.7
 */
export function integrityOf(facts: SignerFacts): 'INTACT' | 'BROKEN' | 'UNKNOWN' {
  const { messageDigest, contentType, value } = facts;
  if (BROKEN_DIGESTS.includes(messageDigest)) return 'BROKEN';
  if (contentType === 'DIFFERS' || contentType === 'MISSING') return 'BROKEN';
  if (value === 'INVALID' || value === 'KEY_MISMATCH' || !facts.digestsAgree) return 'BROKEN';
  return value === 'VALID' && messageDigest !== 'NOT_COMPUTED' ? 'INTACT' : 'UNKNOWN';
}
