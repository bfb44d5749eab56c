import { isTrustedList, readTrustedList, structureFaults, verifyListSignature } from '@libro-firma/trust';
import type { XmlDocument, XmlEngine } from '@libro-firma/xml';
import type { FileConclusion } from '../../report/validation-report';

/**
 * Conclusion on a trusted list: arithmetic of its signature and structure. Whether it is to be believed is another
 * question, which only the pointer of another list can answer. Undefined for a document that is no list.
 *
 * @standard ETSI TS 119 612 §5
 */
export function concludeTrustedList(document: XmlDocument, engine: XmlEngine): FileConclusion | undefined {
  const { root } = document;
  if (!isTrustedList(root)) return undefined;
  const signature = verifyListSignature(document, engine);
  if (isEmptyList(document)) return 'PARSE_ERROR';
  if (signature.state === 'NONE') return 'NO_SIGNATURE';
  if (!readTrustedList(root) || structureFaults(root).length > 0) return 'NOT_CONFORMANT';
  return signature.state === 'VALID' ? 'VALID' : 'INVALID';
}

/** A list without operator and date says nothing at all: there is nothing to read in it. */
function isEmptyList({ elements }: XmlDocument): boolean {
  return !elements.some(
    ({ localName }) => localName === 'SchemeOperatorName' || localName === 'ListIssueDateTime',
  );
}
