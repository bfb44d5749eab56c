import { createRequire } from 'node:module';
import { ExclusiveCanonicalization } from 'xml-crypto';

/** The little of the DOM that is used: the package's own types bring those of a browser into the whole project. */
interface DomNode {
  readonly parentNode: { removeChild(node: DomNode): void } | null;
}
interface DomDocument {
  readonly documentElement: DomNode;
  getElementsByTagNameNS(namespace: string, name: string): Readonly<Record<number, DomNode>>;
}
type Parser = new (options: { errorHandler: (level: string, message: unknown) => void }) => {
  parseFromString(text: string, type: string): DomDocument;
};
const { DOMParser } = createRequire(__filename)('@xmldom/xmldom') as { readonly DOMParser: Parser };

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const XADES = 'http://uri.etsi.org/01903/v1.3.2#';

/**
 * What a XAdES signature covers, in canonical form, by a parser and a canonicalisation that are not ours: the document
 * without the signature, SignedInfo and SignedProperties. Undefined where they cannot read it.
 */
export function signedXmlView(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const document = new DOMParser({ errorHandler: refuseAll }).parseFromString(text, 'text/xml');
    const first = (namespace: string, name: string): DomNode | undefined =>
      document.getElementsByTagNameNS(namespace, name)[0];
    const signature = first(DSIG, 'Signature');
    const info = first(DSIG, 'SignedInfo');
    const properties = first(XADES, 'SignedProperties');
    if (!signature || !info || !properties) return undefined;
    const parts = [info, properties].map(canonical);
    signature.parentNode?.removeChild(signature);
    return [canonical(document.documentElement), ...parts].join('\n\n');
  } catch {
    return undefined;
  }
}

function canonical(element: DomNode): string {
  return new ExclusiveCanonicalization().process(element, {});
}

function refuseAll(level: string, message: unknown): void {
  throw new Error(`${level}: ${String(message)}`);
}
