import { attributeOf, childElements, isWithin, textOf, type ElementNode } from '../read/nodes';
import type { XmlDocument } from '../read/xml-document';
import { DSIG_NAMESPACE } from './namespaces';
import { selectElements } from './xpath-subset';

/** The part of a document on its way through the transforms. */
export interface SelectedPart {
  /** Undefined: the whole document. */
  readonly apexes: readonly ElementNode[] | undefined;
  readonly omitted: readonly ElementNode[];
}

const FILTER_2 = 'http://www.w3.org/2002/06/xmldsig-filter2';
const WITHOUT_SIGNATURES = /^not\(\s*ancestor-or-self::(?:([\w.-]+):)?Signature\s*\)$/;
const MAX_FILTERS = 10;

/**
 * What is left of a part after an XPath transform: of the first specification only the filter that leaves out every
 * signature, of the second intersections and subtractions of elements. Undefined for all else.
 *
 * @standard XML Signature 1.1 §6.6.3; XML-Signature XPath Filter 2.0 §3.2
 */
export function selectByFilters(
  part: SelectedPart,
  transform: ElementNode,
  document: XmlDocument,
): SelectedPart | undefined {
  const first = childElements(transform, DSIG_NAMESPACE, 'XPath');
  if (first.length > 0) return first.length === 1 ? withoutSignatures(part, first[0], document) : undefined;
  const filters = childElements(transform, FILTER_2, 'XPath');
  if (filters.length === 0 || filters.length > MAX_FILTERS) return undefined;
  let selected: SelectedPart | undefined = part;
  for (const filter of filters) selected = selected && applyFilter(selected, filter, document);
  return selected;
}

function withoutSignatures(
  part: SelectedPart,
  filter: ElementNode | undefined,
  document: XmlDocument,
): SelectedPart | undefined {
  const match = WITHOUT_SIGNATURES.exec(textOf(filter).trim());
  if (!match || !filter || document.prefixAt(filter, match[1] ?? '') !== DSIG_NAMESPACE) return undefined;
  const apexes = part.apexes ?? [document.root];
  const signatures = signaturesOf(document).filter((signature) =>
    // One around a part takes all of it out: the filter asks for ancestors too.
    apexes.some((apex) => isWithin(signature, apex) || isWithin(apex, signature)),
  );
  return { ...part, omitted: [...part.omitted, ...signatures] };
}

/** Looked for once in a document: each of its references may have the filter. */
const known = new WeakMap<XmlDocument, readonly ElementNode[]>();

function signaturesOf(document: XmlDocument): readonly ElementNode[] {
  const found =
    known.get(document) ??
    document.elements.filter(
      ({ localName, namespace }) => localName === 'Signature' && namespace === DSIG_NAMESPACE,
    );
  known.set(document, found);
  return found;
}

function applyFilter(
  part: SelectedPart,
  filter: ElementNode,
  document: XmlDocument,
): SelectedPart | undefined {
  const found = selectElements(textOf(filter), document, (prefix) => document.prefixAt(filter, prefix));
  if (!found) return undefined;
  const kind = attributeOf(filter, 'Filter');
  if (kind === 'subtract') return { ...part, omitted: [...part.omitted, ...found] };
  if (kind !== 'intersect') return undefined;
  const { apexes } = part;
  const common = apexes ? found.flatMap((one) => apexes.flatMap((apex) => innerOf(one, apex))) : found;
  return { ...part, apexes: outermost(common) };
}

/** The inner one of two subtrees, where one lies within the other. */
function innerOf(one: ElementNode, other: ElementNode): readonly ElementNode[] {
  if (isWithin(one, other)) return [one];
  return isWithin(other, one) ? [other] : [];
}

function outermost(elements: readonly ElementNode[]): readonly ElementNode[] {
  const distinct = [...new Set(elements)];
  return distinct.filter((one) => !distinct.some((other) => other !== one && isWithin(one, other)));
}
