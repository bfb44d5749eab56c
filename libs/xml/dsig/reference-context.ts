import type { XmlEngine } from '../engine/xml-engine';
import type { ElementNode } from '../read/nodes';
import type { XmlDocument } from '../read/xml-document';

/** What references are followed in. */
export interface ReferenceContext {
  readonly engine: XmlEngine;
  readonly document: XmlDocument;
  /** The signature that contains the references. */
  readonly signature: ElementNode;
  /** Bytes of a file outside the document, by the URI as it is written (undefined when there is none). */
  readonly external: (uri: string | undefined) => Buffer | undefined;
  /** Documents that were read out of octets on the way; the caller disposes of them. */
  readonly opened: XmlDocument[];
}
