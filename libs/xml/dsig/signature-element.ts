import { canonicalMethod, EXCLUSIVE_NAMESPACE, type CanonicalMethod } from '../canonical/canonical-method';
import { attributeOf, childElement, childElements, textOf, type ElementNode } from '../read/nodes';
import { readBase64 } from './base64';
import { DSIG_NAMESPACE } from './namespaces';

/** A `ds:Reference` as it is written. */
export interface ReferenceElement {
  readonly element: ElementNode;
  /** Undefined when the attribute is absent, which is another thing than an empty one. */
  readonly uri: string | undefined;
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly transforms: readonly ElementNode[];
  readonly digestMethod: string | undefined;
  /** Undefined when absent or no base64. */
  readonly digestValue: Buffer | undefined;
}

/** A `ds:Signature` as it is written: nothing is judged but that its parts stand where the schema puts them. */
export interface SignatureElement {
  readonly element: ElementNode;
  readonly id: string | undefined;
  readonly signedInfo: ElementNode;
  /** Undefined for an algorithm that is none of canonicalisation. */
  readonly canonicalMethod: CanonicalMethod | undefined;
  readonly signatureMethod: ElementNode | undefined;
  readonly references: readonly ReferenceElement[];
  readonly valueElement: ElementNode;
  /** Undefined when it is no base64. */
  readonly value: Buffer | undefined;
  readonly keyInfo: ElementNode | undefined;
  readonly objects: readonly ElementNode[];
}

const MAX_REFERENCES = 2000;

/**
 * Reads a signature by its structure; undefined for one that has not exactly one SignedInfo, then one SignatureValue,
 * at most one KeyInfo, then objects: a part at another place would be read by one and signed by another.
 *
 * @standard XML Signature 1.1 §4.2
 */
export function readSignatureElement(element: ElementNode): SignatureElement | undefined {
  const children = childElements(element);
  const names = children.map(({ localName, namespace }) => (namespace === DSIG_NAMESPACE ? localName : '?'));
  if (!/^SignedInfo SignatureValue( KeyInfo)?( Object)*$/.test(names.join(' '))) return undefined;
  const [signedInfo, valueElement] = children;
  if (!signedInfo || !valueElement) return undefined;
  const references = childElements(signedInfo, DSIG_NAMESPACE, 'Reference');
  if (!hasOrderOfSignedInfo(signedInfo) || references.length > MAX_REFERENCES) return undefined;
  return {
    element,
    id: attributeOf(element, 'Id'),
    signedInfo,
    canonicalMethod: readCanonicalMethod(childElement(signedInfo, DSIG_NAMESPACE, 'CanonicalizationMethod')),
    signatureMethod: childElement(signedInfo, DSIG_NAMESPACE, 'SignatureMethod'),
    references: references.map(readReferenceElement),
    valueElement,
    value: readBase64(textOf(valueElement)),
    keyInfo: childElement(element, DSIG_NAMESPACE, 'KeyInfo'),
    objects: childElements(element, DSIG_NAMESPACE, 'Object'),
  };
}

function hasOrderOfSignedInfo(signedInfo: ElementNode): boolean {
  const names = childElements(signedInfo).map((child) =>
    child.namespace === DSIG_NAMESPACE ? child.localName : '?',
  );
  return /^CanonicalizationMethod SignatureMethod( Reference)+$/.test(names.join(' '));
}

/** The algorithm of a CanonicalizationMethod or a Transform, with its inclusive prefixes. */
export function readCanonicalMethod(element: ElementNode | undefined): CanonicalMethod | undefined {
  const list = childElement(element, EXCLUSIVE_NAMESPACE, 'InclusiveNamespaces');
  const prefixes = (attributeOf(list, 'PrefixList') ?? '').split(/\s+/).filter((prefix) => prefix !== '');
  return canonicalMethod(attributeOf(element, 'Algorithm') ?? '', prefixes);
}

/** Reads a `ds:Reference`, of a SignedInfo or of a Manifest. */
export function readReferenceElement(element: ElementNode): ReferenceElement {
  const transforms = childElement(element, DSIG_NAMESPACE, 'Transforms');
  const value = childElement(element, DSIG_NAMESPACE, 'DigestValue');
  return {
    element,
    uri: attributeOf(element, 'URI'),
    type: attributeOf(element, 'Type'),
    id: attributeOf(element, 'Id'),
    transforms: childElements(transforms, DSIG_NAMESPACE, 'Transform'),
    digestMethod: attributeOf(childElement(element, DSIG_NAMESPACE, 'DigestMethod'), 'Algorithm'),
    digestValue: value && readBase64(textOf(value)),
  };
}
