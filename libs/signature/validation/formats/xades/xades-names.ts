import { childElements, DSIG_NAMESPACE, type ElementNode } from '@libro-firma/xml';

/** Namespaces of XAdES, newest first; 1.4.1 holds only what was added. */
const XADES_132 = 'http://uri.etsi.org/01903/v1.3.2#';
export const XADES_141 = 'http://uri.etsi.org/01903/v1.4.1#';
const VERSIONS: readonly string[] = [
  XADES_132,
  XADES_141,
  'http://uri.etsi.org/01903/v1.2.2#',
  'http://uri.etsi.org/01903/v1.1.1#',
  'http://uri.etsi.org/01903/v1.3.1#',
  // The first Estonian signers left the namespace out, so that of the signature around holds.
  DSIG_NAMESPACE,
];

/** Types of references, by the end of their URI: older versions put their number before it. */
export const isSignedPropertiesType = (type: string | undefined): boolean =>
  type !== undefined && /^http:\/\/uri\.etsi\.org\/01903(\/v[\d.]+)?#SignedProperties$/.test(type);
export const isCountersignedType = (type: string | undefined): boolean =>
  type !== undefined && /^http:\/\/uri\.etsi\.org\/01903(\/v[\d.]+)?#CountersignedSignature$/.test(type);
export const MANIFEST_TYPE = 'http://www.w3.org/2000/09/xmldsig#Manifest';
const OBJECT_TYPE = 'http://www.w3.org/2000/09/xmldsig#Object';
/** Types of what a signature carries inside itself (XML Signature 1.1 §4.5, §5.1). */
export const isInnerType = (type: string | undefined): boolean =>
  type === OBJECT_TYPE || type === MANIFEST_TYPE;

/** True for an element of any version of XAdES, of this name where it is given. */
export function isXades(element: ElementNode, localName?: string): boolean {
  return VERSIONS.includes(element.namespace) && (localName === undefined || element.localName === localName);
}

/** Children of this name in any version of XAdES. */
export function xadesChildren(element: ElementNode | undefined, ...names: string[]): readonly ElementNode[] {
  return childElements(element).filter((child) => isXades(child) && names.includes(child.localName));
}

/** The element at the end of a path of names, each step taken at its first child of that name. */
export function xadesPath(element: ElementNode | undefined, ...names: string[]): ElementNode | undefined {
  return names.reduce<ElementNode | undefined>((at, name) => xadesChildren(at, name)[0], element);
}
