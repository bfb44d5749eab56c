import type { XmlElement, XmlTreeNode } from 'libxml2-wasm';
import type { Libxml2 } from '../engine/libxml2';
import type { ElementNode, TextNode } from './nodes';
import type { XmlBounds } from './xml-bounds';

/** A bound that was passed while the tree was built. */
export class BoundPassed extends Error {
  constructor(
    readonly bound: 'depth' | 'nodes' | 'attributes',
    readonly limit: number,
  ) {
    super(`${bound} above ${limit}`);
  }
}

export interface Tree {
  readonly root: ElementNode;
  /** The element of libxml2 for each of ours, by `order`. */
  readonly handles: readonly XmlElement[];
  readonly elements: readonly ElementNode[];
  /** Nodes, attributes and namespace declarations of all kinds. */
  readonly size: number;
}

type Open = { -readonly [Key in keyof ElementNode]: ElementNode[Key] };

/** Copies what libxml2 read into plain objects, so that all further reading is ordinary and cheap. */
export function buildTree(libxml2: Libxml2, root: XmlElement, bounds: XmlBounds): Tree {
  const handles: XmlElement[] = [];
  const elements: ElementNode[] = [];
  let nodes = 0;
  let attributes = 0;

  const count = (): void => {
    if (++nodes > bounds.maxNodes) throw new BoundPassed('nodes', bounds.maxNodes);
  };

  const copy = (handle: XmlElement, parent: ElementNode | undefined, depth: number): ElementNode => {
    if (depth > bounds.maxDepth) throw new BoundPassed('depth', bounds.maxDepth);
    count();
    const own = handle.attrs;
    attributes += own.length + Object.keys(handle.nsDeclarations).length;
    if (attributes > bounds.maxAttributes) throw new BoundPassed('attributes', bounds.maxAttributes);
    const children: (ElementNode | TextNode)[] = [];
    const element: Open = {
      kind: 'element',
      localName: handle.name,
      prefix: handle.prefix,
      namespace: handle.namespaceUri,
      attributes: own.map(({ name, prefix, namespaceUri, value }) => ({
        localName: name,
        prefix,
        namespace: namespaceUri,
        value,
      })),
      children,
      parent,
      order: handles.length,
      lastOrder: handles.length,
    };
    handles.push(handle);
    elements.push(element);
    for (let node = handle.firstChild; node; node = node.next) {
      const child = copyChild(node, element, depth);
      if (child) children.push(child);
    }
    element.lastOrder = handles.length - 1;
    return element;
  };

  const copyChild = (
    node: XmlTreeNode,
    parent: ElementNode,
    depth: number,
  ): ElementNode | TextNode | undefined => {
    if (node instanceof libxml2.XmlElement) return copy(node, parent, depth + 1);
    count();
    const isText = node instanceof libxml2.XmlText || node instanceof libxml2.XmlCData;
    return isText ? { kind: 'text', text: node.content } : undefined;
  };

  return { root: copy(root, undefined, 1), handles, elements, size: nodes + attributes };
}
