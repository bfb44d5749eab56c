/** What this library is willing to spend on one document. Past a bound it is refused, never half read. */
export interface XmlBounds {
  readonly maxBytes: number;
  /** Elements inside each other. */
  readonly maxDepth: number;
  /** Elements, texts, comments and processing instructions together. */
  readonly maxNodes: number;
  /** Attributes and namespace declarations together. */
  readonly maxAttributes: number;
  /** One canonical form: exclusive canonicalisation may repeat a long namespace at each element. */
  readonly maxCanonicalBytes: number;
  /** Nodes looked at for all canonical forms of one document together: each reference may ask for another one. */
  readonly maxCanonicalNodes: number;
}

/** Bounds where a caller states none. The largest trusted list of Europe has 5 MB and 120,000 nodes. */
export const DEFAULT_XML_BOUNDS: XmlBounds = {
  maxBytes: 64 * 1024 * 1024,
  maxDepth: 200,
  maxNodes: 1_000_000,
  maxAttributes: 1_000_000,
  maxCanonicalBytes: 160 * 1024 * 1024,
  maxCanonicalNodes: 10_000_000,
};
