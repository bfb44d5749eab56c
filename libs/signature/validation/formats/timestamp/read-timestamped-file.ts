import { readOrRefuse, readTimestampedData, type TimestampedData } from '@libro-firma/asn1';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { contentOfBuffer, contentOfRanges, type SignedContent } from '../../../cms/signed-content';
import { examineEvidenceRecord } from '../../../evidence/examine-evidence-record';
import { signatureRefusals } from '../../../signature.refusals';
import { evidenceRecordReport } from '../../report/evidence-record-report';
import type { CmsSignatureFacts } from '../cades/cms-signature-facts';
import type { Reading, ReadingSubject } from '../format-reader';
import { tokenFacts } from './token-facts';

const MAX_TOKENS = 200;

/**
 * Reads a file with its timestamps around it. The first token stamps the content (with the metadata where these ask for
 * it), each further one the token before it.
 *
 * @standard RFC 5544 §2, §4.2
 */
export function readTimestampedFile(bytes: Buffer, subject: ReadingSubject): Result<Reading> {
  const read = readOrRefuse(() => readTimestampedData(bytes));
  if (!read.ok) return read;
  const data = read.value;
  if (data.tokens.length > MAX_TOKENS)
    return refuse(signatureRefusals.TOO_MANY_SIGNATURES({ limit: MAX_TOKENS }));
  const content = contentOf(data, subject);
  const signatures: CmsSignatureFacts[] = [];
  for (const [index, { token }] of data.tokens.entries()) {
    const before = data.tokens[index - 1]?.token;
    const stamped = before ? contentOfBuffer(before) : stampedBy(data, content);
    const facts = tokenFacts({ token, stamped, name: data.metadata?.fileName ?? null });
    if (!facts.ok) return facts;
    signatures.push(facts.value);
  }
  const record = data.evidenceRecord && content && examineEvidenceRecord(data.evidenceRecord, [content]);
  return accept({
    format: 'TimestampToken',
    signatures,
    evidenceRecords: record ? [evidenceRecordReport(record)] : [],
    inner: data.content ? [{ name: data.metadata?.fileName, source: bufferSource(data.content) }] : [],
  });
}

function contentOf({ content }: TimestampedData, { contents }: ReadingSubject): SignedContent | undefined {
  if (content) return contentOfBuffer(content);
  const [only] = contents;
  return only && contents.length === 1 ? contentOfRanges(only.source, [0, only.source.size]) : undefined;
}

function stampedBy(
  { metadata }: TimestampedData,
  content: SignedContent | undefined,
): Pick<SignedContent, 'digest'> | undefined {
  if (!content || !metadata?.isHashProtected) return content;
  return {
    digest: (name) => contentOfBuffer(Buffer.concat([metadata.der, ...content.pieces()])).digest(name),
  };
}
