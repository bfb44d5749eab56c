import { CANONICAL_XML_10, type CanonicalMethod } from '../canonical/canonical-method';
import type { ElementNode } from '../read/nodes';
import { rememberedDigest } from './remembered-digest';
import type { ReferenceContext } from './reference-context';
import { digestByUri } from './digest-methods';
import type { ReferenceElement } from './signature-element';
import { resolveTarget, type ReferenceTarget } from './reference-target';
import { applyTransforms, partOf, type NodesOrOctets } from './transforms';

export interface ProcessedReference {
  readonly reference: ReferenceElement;
  readonly target: ReferenceTarget;
  /**
   * `NOT_FOUND`: there is nothing at the URI. `AMBIGUOUS`: several elements answer to it. `NOT_ALLOWED`: a transform
   * or digest that is not computed here, which says nothing about the content.
   */
  readonly digest: 'MATCHES' | 'DIFFERS' | 'NOT_FOUND' | 'AMBIGUOUS' | 'NOT_ALLOWED';
  /** Name of the digest in node:crypto. */
  readonly digestName: string | undefined;
  /** The very bytes that were hashed: what is verified is what may be handed on. */
  readonly octets: Buffer | undefined;
  /** As `octets`, but where nodes are left at the end by this method: archive timestamps name their own. */
  octetsBy(method: CanonicalMethod): Buffer | undefined;
  /** Elements of this document whose subtrees were hashed, and those left out of them. */
  readonly covered: readonly ElementNode[];
  readonly omitted: readonly ElementNode[];
}

/**
 * Follows a reference, applies its transforms and compares the digest. Nothing is fetched.
 *
 * @standard XML Signature 1.1 §4.4.3, §4.4.3.2
 */
export function processReference(reference: ReferenceElement, context: ReferenceContext): ProcessedReference {
  const target = resolveTarget(reference.uri, context);
  const digestName = digestByUri(reference.digestMethod);
  const facts = {
    reference,
    target,
    digestName,
    octets: undefined,
    octetsBy: () => undefined,
    covered: [],
    omitted: [],
  };
  if (target.kind === 'none') return { ...facts, digest: 'NOT_FOUND' };
  if (target.kind === 'ambiguous') return { ...facts, digest: 'AMBIGUOUS' };
  const transformed = applyTransforms(startOf(target), reference.transforms, context);
  const octets = transformed && octetsOf(transformed, CANONICAL_XML_10);
  if (!transformed || !octets || !reference.digestValue || digestName === undefined) {
    return { ...facts, digest: 'NOT_ALLOWED' };
  }
  const matches = rememberedDigest(octets, digestName).equals(reference.digestValue);
  return {
    ...facts,
    digest: matches ? 'MATCHES' : 'DIFFERS',
    octets,
    octetsBy: (method) => octetsOf(transformed, method),
    covered: target.kind === 'nodes' ? (transformed.apexes ?? [context.document.root]) : [],
    omitted: target.kind === 'nodes' ? transformed.omitted : [],
  };
}

function startOf(target: Extract<ReferenceTarget, { kind: 'nodes' | 'octets' }>): NodesOrOctets {
  const trace = { apexes: undefined, omitted: [] };
  if (target.kind === 'octets') return { ...trace, kind: 'octets', bytes: target.bytes };
  const { document, apex, withComments } = target;
  return { ...trace, kind: 'nodes', document, apexes: apex && [apex], withComments };
}

/** A node-set that is left at the end is canonicalised by Canonical XML 1.0 (XML Signature 1.1 §4.4.3.2). */
function octetsOf(data: NodesOrOctets, method: CanonicalMethod): Buffer | undefined {
  if (data.kind === 'octets') return data.bytes;
  return data.document.canonicalise(partOf(data), method);
}
