/** An attribute; namespace declarations are none. */
export interface AttributeNode {
  readonly localName: string;
  readonly prefix: string;
  readonly namespace: string;
  readonly value: string;
}

export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
}

/** An element of a document that was read. It is identified by itself: two places never give the same object. */
export interface ElementNode {
  readonly kind: 'element';
  readonly localName: string;
  readonly prefix: string;
  readonly namespace: string;
  readonly attributes: readonly AttributeNode[];
  /** Elements and texts; comments and processing instructions are in the canonical form only. */
  readonly children: readonly (ElementNode | TextNode)[];
  readonly parent: ElementNode | undefined;
  /** Place among all elements in the order of the document, from 0. */
  readonly order: number;
  /** Order of the last element inside it, its own when there is none. */
  readonly lastOrder: number;
}

/** Child elements, of this namespace and name where they are given. */
export function childElements(
  element: ElementNode | undefined,
  namespace?: string,
  localName?: string,
): readonly ElementNode[] {
  return (element?.children ?? []).filter(
    (child): child is ElementNode =>
      child.kind === 'element' &&
      (namespace === undefined || child.namespace === namespace) &&
      (localName === undefined || child.localName === localName),
  );
}

/** The first child element of this namespace and name. */
export function childElement(
  element: ElementNode | undefined,
  namespace: string,
  localName: string,
): ElementNode | undefined {
  return childElements(element, namespace, localName)[0];
}

/** Value of the attribute of this name without namespace. */
export function attributeOf(element: ElementNode | undefined, localName: string): string | undefined {
  return element?.attributes.find((one) => one.localName === localName && one.namespace === '')?.value;
}

/** Texts that stand directly in the element, joined: a comment between them cuts nothing off. */
export function textOf(element: ElementNode | undefined): string {
  return (element?.children ?? []).map((child) => (child.kind === 'text' ? child.text : '')).join('');
}

/** All texts inside the element, in order: its string-value (XPath 1.0 §5.2). */
export function stringValueOf(element: ElementNode): string {
  return element.children
    .map((child) => (child.kind === 'text' ? child.text : stringValueOf(child)))
    .join('');
}

/** The element and all elements inside it, in the order of the document. */
export function* elementsWithin(element: ElementNode): Generator<ElementNode> {
  yield element;
  for (const child of element.children) if (child.kind === 'element') yield* elementsWithin(child);
}

/** True when `inner` is `outer` or stands inside it, in the same document. */
export function isWithin(inner: ElementNode, outer: ElementNode): boolean {
  return inner.order >= outer.order && inner.order <= outer.lastOrder;
}
