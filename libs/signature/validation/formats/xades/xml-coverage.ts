import {
  DSIG_NAMESPACE,
  isWithin,
  type ElementNode,
  type ProcessedReference,
  type XmlDocument,
} from '@libro-firma/xml';
import type { Coverage } from '../../report/validation-report';

/**
 * How much of the XML document a signature covers. `WHOLE_FILE`: every element is covered, or belongs to a signature, or only holds
 * such ones; text of its own makes it content. `PARTIAL`: something in the file could say anything. What is signed
 * elsewhere, in files of their own, does not count here.
 *
 * @standard ETSI EN 319 102-1 §5.2.2; XML Signature Best Practices §2.1.4
 */
export function xmlCoverage(document: XmlDocument, references: readonly ProcessedReference[]): Coverage {
  const covered = references.filter(({ digest }) => digest === 'MATCHES');
  const isSigned = (element: ElementNode): boolean =>
    covered.some(
      (one) =>
        one.covered.some((apex) => isWithin(element, apex)) &&
        !one.omitted.some((left) => isWithin(element, left)),
    );
  return isCovered(document.root, isSigned) ? 'WHOLE_FILE' : 'PARTIAL';
}

function isCovered(element: ElementNode, isSigned: (element: ElementNode) => boolean): boolean {
  if (isSignature(element)) return true;
  const inside = element.children;
  const elements = inside.filter((child) => child.kind === 'element');
  if (!isSigned(element)) {
    const saysSomething = inside.some((child) => child.kind === 'text' && child.text.trim() !== '');
    if (saysSomething || elements.length === 0) return false;
  }
  return elements.every((child) => isCovered(child, isSigned));
}

const isSignature = ({ localName, namespace }: ElementNode): boolean =>
  localName === 'Signature' && namespace === DSIG_NAMESPACE;
