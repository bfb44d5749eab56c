import {
  OID,
  readAsn1,
  readOrNothing,
  readSignedDataNode,
  readSignedData,
  readTstInfo,
  valuesOf,
  type Asn1Node,
  type SignedData,
  type SignerInfo,
  type TstInfo,
} from '@libro-firma/asn1';
import { digestName } from '@libro-firma/trust';
import { examineSigner, integrityOf, type SignerFacts } from '../cms/examine-signer';
import { contentOfBuffer, type SignedContent } from '../cms/signed-content';
import type { TimestampKind } from '../validation/report/validation-report';

/** What a time-stamp token proves. Facts, no verdict. */
export interface TimestampFacts {
  readonly data: SignedData;
  readonly info: TstInfo;
  readonly signer: SignerFacts;
  readonly imprint: 'MATCHES' | 'DIFFERS' | 'NOT_COMPUTED';
  /** Signature of the token and imprint together. */
  readonly integrity: 'INTACT' | 'BROKEN' | 'UNKNOWN';
}

/**
 * Examines a time-stamp token against what it should have stamped; undefined when it is no such token.
 *
 * @standard RFC 3161 §2.4.2
 */
export function examineTimestamp(
  token: Buffer | Asn1Node,
  stamped: SignedContent,
): TimestampFacts | undefined {
  return readOrNothing(() => {
    const data = Buffer.isBuffer(token) ? readSignedData(token) : readSignedDataNode(token);
    const [signer] = data.signers;
    // A token has exactly one signer (RFC 3161 §2.4.2), and its statement is always inside.
    if (!signer || data.signers.length > 1 || data.contentType !== OID.tstInfo || !data.content)
      return undefined;
    const info = readTstInfo(readAsn1(data.content));
    const facts = examineSigner(data, signer, contentOfBuffer(data.content));
    const imprint = judgeImprint(info, stamped);
    const own = integrityOf(facts);
    const integrity =
      own === 'BROKEN' || imprint === 'DIFFERS' ? 'BROKEN' : imprint === 'MATCHES' ? own : 'UNKNOWN';
    return { data, info, signer: facts, imprint, integrity };
  });
}

function judgeImprint(info: TstInfo, stamped: SignedContent): TimestampFacts['imprint'] {
  const digest = digestName(info.digestAlgorithm);
  if (digest === undefined) return 'NOT_COMPUTED';
  return stamped.digest(digest).equals(info.messageImprint) ? 'MATCHES' : 'DIFFERS';
}

/** A timestamp beside or inside a signature; without facts it could not be read. */
export interface AttachedTimestamp {
  readonly kind: TimestampKind;
  readonly facts: TimestampFacts | undefined;
}

const MAX_TIMESTAMPS = 50;

/**
 * Timestamps over the signature value, and over the content before it was signed.
 *
 * @standard ETSI EN 319 122-1 §5.3, §5.2.8
 */
export function attachedTimestamps(signer: SignerInfo, content: SignedContent): readonly AttachedTimestamp[] {
  const value = contentOfBuffer(signer.signature);
  const later = valuesOf(signer.unsignedAttributes, OID.signatureTimestamp).slice(0, MAX_TIMESTAMPS);
  const earlier = valuesOf(signer.signedAttributes, OID.contentTimestamp).slice(0, MAX_TIMESTAMPS);
  return [
    ...earlier.map((token) => ({
      kind: 'CONTENT_TIMESTAMP' as const,
      facts: examineTimestamp(token, content),
    })),
    ...later.map((token) => ({
      kind: 'SIGNATURE_TIMESTAMP' as const,
      facts: examineTimestamp(token, value),
    })),
  ];
}
