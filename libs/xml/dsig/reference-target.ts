import type { ElementNode } from '../read/nodes';
import type { XmlDocument } from '../read/xml-document';

/** What a URI points at. */
export type ReferenceTarget =
  | {
      readonly kind: 'nodes';
      readonly document: XmlDocument;
      /** Undefined: the whole document. */
      readonly apex: ElementNode | undefined;
      /** Only an XPointer keeps comments (XML Signature 1.1 §4.4.3.3). */
      readonly withComments: boolean;
    }
  | { readonly kind: 'octets'; readonly bytes: Buffer }
  | { readonly kind: 'none' }
  | { readonly kind: 'ambiguous' };

const BY_XPOINTER = /^xpointer\(\s*id\(\s*(?:'([^']*)'|"([^"]*)")\s*\)\s*\)$/;

interface Where {
  readonly document: XmlDocument;
  readonly external: (uri: string | undefined) => Buffer | undefined;
}

/**
 * What a reference's URI points at. An identifier that two elements bear points at neither: the attack of signature
 * wrapping lives from readers that take the first one.
 *
 * @standard XML Signature 1.1 §4.4.3.1, §4.4.3.3
 */
export function resolveTarget(uri: string | undefined, { document, external }: Where): ReferenceTarget {
  if (uri === '') return { kind: 'nodes', document, apex: undefined, withComments: false };
  if (!uri?.startsWith('#')) {
    const bytes = external(uri);
    return bytes ? { kind: 'octets', bytes } : { kind: 'none' };
  }
  const fragment = decoded(uri.slice(1));
  if (fragment === 'xpointer(/)') return { kind: 'nodes', document, apex: undefined, withComments: true };
  const byXPointer = BY_XPOINTER.exec(fragment);
  const found = document.elementsById(byXPointer?.[1] ?? byXPointer?.[2] ?? fragment);
  const [apex] = found;
  if (!apex) return { kind: 'none' };
  if (found.length > 1) return { kind: 'ambiguous' };
  return { kind: 'nodes', document, apex, withComments: byXPointer !== null };
}

/** Identifiers may stand percent-encoded in a URI (RFC 3986 §2.1); what is not well encoded is taken as it stands. */
function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
