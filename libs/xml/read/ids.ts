import type { AttributeNode, ElementNode } from './nodes';

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const ID_NAMES = new Set(['Id', 'ID', 'id']);

/** True for an attribute that names its element: without a schema the usual names are all that tells. */
function isId({ localName, namespace }: AttributeNode): boolean {
  return namespace === '' ? ID_NAMES.has(localName) : namespace === XML_NAMESPACE && localName === 'id';
}

/** Elements by identifier. One that two elements bear gives both, so that nobody takes the first for the only one. */
export function idsOf(elements: readonly ElementNode[]): ReadonlyMap<string, readonly ElementNode[]> {
  const found = new Map<string, ElementNode[]>();
  for (const element of elements) {
    for (const { value } of element.attributes.filter(isId)) {
      const same = found.get(value);
      if (!same) found.set(value, [element]);
      else if (!same.includes(element)) same.push(element);
    }
  }
  return found;
}
