import { attributeOf, isWithin, stringValueOf, type ElementNode } from '../read/nodes';
import type { DocumentPart, XmlDocument } from '../read/xml-document';
import { readBase64 } from './base64';
import { DSIG_NAMESPACE } from './namespaces';
import type { ReferenceContext } from './reference-context';
import { readCanonicalMethod } from './signature-element';
import { selectByFilters } from './xpath-filters';

/** Data on its way through the transforms, with the parts of the document that it came from. */
export type NodesOrOctets = (
  | { readonly kind: 'nodes'; readonly document: XmlDocument; readonly withComments: boolean }
  | { readonly kind: 'octets'; readonly bytes: Buffer }
) & {
  readonly apexes: readonly ElementNode[] | undefined;
  readonly omitted: readonly ElementNode[];
};

type Nodes = Extract<NodesOrOctets, { kind: 'nodes' }>;

const MAX_TRANSFORMS = 8;
/** Files that are read as XML on the way: each may be as large as a document. */
const MAX_OPENED = 50;
const ENVELOPED = `${DSIG_NAMESPACE}enveloped-signature`;
const BASE64 = `${DSIG_NAMESPACE}base64`;
const XPATH = 'http://www.w3.org/TR/1999/REC-xpath-19991116';
const XPATH_FILTER_2 = 'http://www.w3.org/2002/06/xmldsig-filter2';

/**
 * Applies transforms in order: the enveloped signature, canonicalisation, base64, and those XPath filters that leave
 * out or keep whole elements. Undefined for any other, XSLT above all: a program in the file must not decide what
 * counts as signed.
 *
 * @standard XML Signature 1.1 §4.4.3.2, §6.6
 */
export function applyTransforms(
  start: NodesOrOctets,
  transforms: readonly ElementNode[],
  context: ReferenceContext,
): NodesOrOctets | undefined {
  if (transforms.length > MAX_TRANSFORMS) return undefined;
  let data: NodesOrOctets | undefined = start;
  for (const transform of transforms) data = data && applyTransform(data, transform, context);
  return data;
}

function applyTransform(
  data: NodesOrOctets,
  transform: ElementNode,
  context: ReferenceContext,
): NodesOrOctets | undefined {
  const algorithm = attributeOf(transform, 'Algorithm') ?? '';
  if (algorithm === BASE64) return decodeBase64(data);
  const nodes = data.kind === 'nodes' ? data : parsed(data, context);
  if (!nodes) return undefined;
  if (algorithm === ENVELOPED) return withoutSignature(nodes, context);
  if (algorithm === XPATH || algorithm === XPATH_FILTER_2) {
    const selected = selectByFilters(nodes, transform, nodes.document);
    return selected && { ...nodes, ...selected };
  }
  const method = readCanonicalMethod(transform);
  if (!method) return undefined;
  const comments = method.withComments && nodes.withComments;
  const bytes = nodes.document.canonicalise(partOf(nodes), { ...method, withComments: comments });
  return bytes && { kind: 'octets', bytes, apexes: data.apexes, omitted: data.omitted };
}

/** Octets that a transform wants as nodes are read as XML; comments count there (XML Signature 1.1 §4.4.3.2). */
function parsed(
  data: Extract<NodesOrOctets, { kind: 'octets' }>,
  context: ReferenceContext,
): Nodes | undefined {
  if (context.opened.length > MAX_OPENED) return undefined;
  const read = context.engine.read(data.bytes);
  if (!read.ok) return undefined;
  context.opened.push(read.value);
  return { kind: 'nodes', document: read.value, withComments: true, apexes: undefined, omitted: [] };
}

/** Takes out the signature that holds the reference, where the data is part of the document around it (§6.6.4). */
function withoutSignature(nodes: Nodes, { document, signature }: ReferenceContext): Nodes | undefined {
  if (nodes.document !== document) return undefined;
  const isInside = (nodes.apexes ?? [document.root]).some((apex) => isWithin(signature, apex));
  return isInside ? { ...nodes, omitted: [...nodes.omitted, signature] } : nodes;
}

function decodeBase64(data: NodesOrOctets): NodesOrOctets | undefined {
  const text = data.kind === 'octets' ? data.bytes.toString('latin1') : stringValueOfPart(data);
  const bytes = readBase64(text);
  return bytes && { kind: 'octets', bytes, apexes: data.apexes, omitted: data.omitted };
}

/** String-value of what is in the part (XML Signature 1.1 §6.6.2); with elements left out it is not computed. */
function stringValueOfPart({ document, apexes, omitted }: Nodes): string {
  if (omitted.length > 0) return '';
  return (apexes ?? [document.root]).map(stringValueOf).join('');
}

/** The part of its document that a node-set is. */
export function partOf({ apexes, omitted }: Nodes): DocumentPart {
  return { ...(apexes && { apexes }), omitted };
}
