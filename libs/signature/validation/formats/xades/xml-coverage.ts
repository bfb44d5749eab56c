import {
  childElements,
  DSIG_NAMESPACE,
  isWithin,
  type ElementNode,
  type ProcessedReference,
  type XmlDocument,
} from '@libro-firma/xml';
import type { Coverage } from '../../report/validation-report';
import { xadesChildren } from './xades-names';

/**
 * How much of the XML document a signature covers. `WHOLE_FILE`: every element is covered, or belongs to a signature,
 * or only holds such ones; text of its own makes it content, and so are the objects of the signature itself but that
 * with its properties. `PARTIAL`: something in the file could say anything. What is signed elsewhere, in files of
 * their own, does not count here.
 *
 * @standard ETSI EN 319 102-1 §5.2.2; XML Signature Best Practices §2.1.4
 */
export function xmlCoverage(
  document: XmlDocument,
  signature: ElementNode,
  references: readonly ProcessedReference[],
): Coverage {
  const matching = references.filter(({ digest }) => digest === 'MATCHES');
  const isSigned = (element: ElementNode): boolean =>
    matching.some(
      ({ covered, omitted }) =>
        covered.some((apex) => isWithin(element, apex)) && !omitted.some((left) => isWithin(element, left)),
    );
  const isCovered = (element: ElementNode): boolean => {
    if (isSignature(element)) return element !== signature || ownObjects(element).every(isCovered);
    const elements = childElements(element);
    if (!isSigned(element)) {
      const saysSomething = element.children.some(
        (child) => child.kind === 'text' && child.text.trim() !== '',
      );
      if (saysSomething || elements.length === 0) return false;
    }
    return elements.every(isCovered);
  };
  return isCovered(document.root) ? 'WHOLE_FILE' : 'PARTIAL';
}

const isSignature = ({ localName, namespace }: ElementNode): boolean =>
  localName === 'Signature' && namespace === DSIG_NAMESPACE;

function ownObjects(signature: ElementNode): readonly ElementNode[] {
  return childElements(signature, DSIG_NAMESPACE, 'Object').filter(
    (object) => xadesChildren(object, 'QualifyingProperties').length === 0,
  );
}
