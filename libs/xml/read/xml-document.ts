import type { Result } from '@libro-firma/kernel';
import type { XmlElement } from 'libxml2-wasm';
import type { CanonicalMethod } from '../canonical/canonical-method';
import { canonicalForm } from '../canonical/canonicalise';
import type { Libxml2 } from '../engine/libxml2';
import type { Tree } from './build-tree';
import { idsOf } from './ids';
import type { ElementNode } from './nodes';
import type { XmlBounds } from './xml-bounds';

/** Part of a document: the subtrees below some elements (the whole document when absent), without others. */
export interface DocumentPart {
  /** Elements whose subtrees are in. */
  readonly apexes?: readonly ElementNode[];
  /** Elements whose subtrees are left out again. */
  readonly omitted?: readonly ElementNode[];
}

/** A document that was read. */
export interface XmlDocument {
  readonly root: ElementNode;
  /** All elements in the order of the document. */
  readonly elements: readonly ElementNode[];
  /** The bytes that it was read from. */
  readonly bytes: Buffer;
  /** Every element that bears this identifier (`Id`, `ID`, `id` or `xml:id`): more than one makes it ambiguous. */
  elementsById(id: string): readonly ElementNode[];
  /** Namespace that a prefix (`''` for the default) has at this element; undefined for one that is not declared. */
  prefixAt(element: ElementNode, prefix: string): string | undefined;
  /** Canonical bytes of a part; undefined where none are defined, or past the bound. */
  canonicalise(part: DocumentPart, method: CanonicalMethod): Buffer | undefined;
  /** Whether the schema accepts the document; messages of libxml2, in English, otherwise. */
  validate(schema: { check(document: unknown): readonly string[] }): readonly string[];
  /** Gives memory back; canonical forms and validation are not to be had after it. */
  dispose(): void;
}

type Libxml2Document = InstanceType<Libxml2['XmlDocument']>;

interface Opened {
  readonly libxml2: Libxml2;
  readonly bytes: Buffer;
  readonly bounds: XmlBounds;
  readonly document: Libxml2Document;
  readonly tree: Tree;
  /** Reads the same bytes again. */
  readonly parse: () => Result<Libxml2Document>;
}

export function openDocument(opened: Opened): XmlDocument {
  const { libxml2, bytes, bounds, document, tree } = opened;
  let ids: ReadonlyMap<string, readonly ElementNode[]> | undefined;
  let canonicalNodes = 0;
  const pruned = prunedCopies(opened);
  return {
    root: tree.root,
    elements: tree.elements,
    bytes,
    elementsById(id) {
      ids ??= idsOf(tree.elements);
      return ids.get(id) ?? [];
    },
    prefixAt: ({ order }, prefix) => tree.handles[order]?.namespaceForPrefix(prefix) ?? undefined,
    canonicalise({ apexes, omitted = [] }, method) {
      canonicalNodes += tree.size;
      if (canonicalNodes > bounds.maxCanonicalNodes) return undefined;
      const source = omitted.length === 0 ? { document, handles: tree.handles } : pruned.without(omitted);
      const handles = apexes?.flatMap(({ order }) => source.handles[order] ?? []);
      return canonicalForm(libxml2, source.document, handles, method, bounds.maxCanonicalBytes);
    },
    validate: (schema) => schema.check(document),
    dispose() {
      pruned.dispose();
      document.dispose();
    },
  };
}

interface Copy {
  readonly document: Libxml2Document;
  /** By `order`; elements that were left out have none. */
  readonly handles: readonly (XmlElement | undefined)[];
}

/**
 * Copies of the document from which elements were taken out, the last one remembered. libxml2 then canonicalises what
 * is there, instead of asking about each node whether it is to be seen.
 */
function prunedCopies({ libxml2, parse }: Opened): {
  without(omitted: readonly ElementNode[]): Copy;
  dispose(): void;
} {
  let last: { readonly key: string; readonly copy: Copy } | undefined;
  return {
    without(omitted) {
      const key = omitted.map(({ order }) => order).join();
      if (last?.key === key) return last.copy;
      last?.copy.document.dispose();
      last = undefined;
      const again = parse();
      if (!again.ok) throw new Error('a document that was read could not be read again');
      const copy = prune(libxml2, again.value, omitted);
      last = { key, copy };
      return copy;
    },
    dispose: () => last?.copy.document.dispose(),
  };
}

function prune(libxml2: Libxml2, document: Libxml2Document, omitted: readonly ElementNode[]): Copy {
  const handles: (XmlElement | undefined)[] = [];
  const collect = (element: XmlElement): void => {
    handles.push(element);
    for (let node = element.firstChild; node; node = node.next) {
      if (node instanceof libxml2.XmlElement) collect(node);
    }
  };
  collect(document.root);
  for (const { order, lastOrder } of omitted) {
    const handle = handles[order];
    handles.fill(undefined, order, lastOrder + 1);
    handle?.remove(); // one that stood inside another that was left out has none any more
  }
  return { document, handles };
}
