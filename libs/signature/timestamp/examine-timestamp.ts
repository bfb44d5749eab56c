import {
  OID,
  readAsn1,
  readOrNothing,
  readSignedDataNode,
  readSignedData,
  readTstInfo,
  type Asn1Node,
  type Certificate,
  type SignedData,
  type TstInfo,
} from '@libro-firma/asn1';
import { digestName } from '@libro-firma/trust';
import { examineSigner, integrityOf, type SignerFacts } from '../cms/examine-signer';
import { contentOfBuffer, type SignedContent } from '../cms/signed-content';

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
 * Examines a time-stamp token against what it should have stamped, if that is at hand; undefined when it is no such
 * token.
 *
 * @standard RFC 3161 §2.4.2
 */
export function examineTimestamp(
  token: Buffer | Asn1Node,
  stamped: Pick<SignedContent, 'digest'> | undefined,
  certificates: readonly Certificate[] = [],
): TimestampFacts | undefined {
  return readOrNothing(() => {
    const data = Buffer.isBuffer(token) ? readSignedData(token) : readSignedDataNode(token);
    const [signer] = data.signers;
    // A token has exactly one signer (RFC 3161 §2.4.2), and its statement is always inside.
    if (!signer || data.signers.length > 1 || data.contentType !== OID.tstInfo || !data.content)
      return undefined;
    const info = readTstInfo(readAsn1(data.content));
    const facts = examineSigner(data, signer, contentOfBuffer(data.content), { certificates });
    const imprint = judgeImprint(info, stamped);
    const own = integrityOf(facts);
    const integrity =
      own === 'BROKEN' || imprint === 'DIFFERS' ? 'BROKEN' : imprint === 'MATCHES' ? own : 'UNKNOWN';
    return { data, info, signer: facts, imprint, integrity };
  });
}

function judgeImprint(
  info: TstInfo,
  stamped: Pick<SignedContent, 'digest'> | undefined,
): TimestampFacts['imprint'] {
  const digest = digestName(info.digestAlgorithm);
  if (digest === undefined || !stamped) return 'NOT_COMPUTED';
  return stamped.digest(digest).equals(info.messageImprint) ? 'MATCHES' : 'DIFFERS';
}

/**
 * What a token says that it stamped, by the digest's name in node:crypto; undefined when it cannot be read.
 *
 * @standard RFC 3161 §2.4.2
 */
export function imprintOf(token: Buffer): { readonly digest: string; readonly hash: Buffer } | undefined {
  const info = readOrNothing(() => {
    const { content } = readSignedData(token);
    return content && readTstInfo(readAsn1(content));
  });
  const digest = info && digestName(info.digestAlgorithm);
  return info && digest !== undefined ? { digest, hash: info.messageImprint } : undefined;
}
