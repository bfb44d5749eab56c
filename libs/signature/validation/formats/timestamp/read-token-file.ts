import { contentTypeOf, OID, readOrNothing, readTimestampResponse } from '@libro-firma/asn1';
import { accept, type Result } from '@libro-firma/kernel';
import { contentOfRanges, type SignedContent } from '../../../cms/signed-content';
import { imprintOf } from '../../../timestamp/examine-timestamp';
import type { Reading, ReadingSubject } from '../format-reader';
import { tokenFacts } from './token-facts';

/** Reads a bare token, or the response that an authority gave; undefined when the bytes are neither. */
export function readTokenFile(bytes: Buffer, subject: ReadingSubject): Result<Reading> | undefined {
  const token =
    contentTypeOf(bytes) === OID.signedData ? bytes : readOrNothing(() => readTimestampResponse(bytes).token);
  if (!token) return undefined;
  const facts = tokenFacts({ token, stamped: stampedAmong(token, subject), name: null });
  return facts.ok ? accept({ format: 'TimestampToken', signatures: [facts.value] }) : facts;
}

/** The file that goes with a token: by name, by digest, or the only one. */
function stampedAmong(token: Buffer, { contents, name }: ReadingSubject): SignedContent | undefined {
  const candidates = contents.map((file) => ({
    name: file.name,
    content: contentOfRanges(file.source, [0, file.source.size]),
  }));
  const named = candidates.find((candidate) => name?.startsWith(`${candidate.name}.`));
  const imprint = imprintOf(token);
  const matching =
    imprint && candidates.find(({ content }) => content.digest(imprint.digest).equals(imprint.hash));
  const only = candidates.length === 1 ? candidates[0] : undefined;
  return (named ?? matching ?? only)?.content;
}
