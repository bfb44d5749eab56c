import type { SharedFacts } from '../../facts/shared-facts';
import type { QualifyingProperties } from './qualifying-properties';

/** What became of one reference of an XML signature, or of an entry of a manifest that it covers. */
export interface XmlReferenceFacts {
  readonly uri: string | null;
  readonly role: 'CONTENT' | 'SIGNED_PROPERTIES' | 'MANIFEST_ENTRY';
  /**
   * `NOT_FOUND`: nothing at hand answers to it. `AMBIGUOUS`: several elements do. `NOT_ALLOWED`: it wants a transform
   * or digest that is not computed here.
   */
  readonly digest: 'MATCHES' | 'DIFFERS' | 'NOT_FOUND' | 'AMBIGUOUS' | 'NOT_ALLOWED';
  /** A reference of the signature itself that says to be about an object of it, and names something outside. */
  readonly isFalseObject: boolean;
}

/** All that is known of one ds:Signature element. */
export interface XmlSignatureFacts extends SharedFacts {
  readonly family: 'xml';
  /** Its parts stand where the schema puts them. */
  readonly isWellStructured: boolean;
  readonly references: readonly XmlReferenceFacts[];
  readonly properties: QualifyingProperties['state'];
  /** Whether a key that stands alone in KeyInfo is that of the certificate; undefined when there is none. */
  readonly keyValueAgrees: boolean | undefined;
  /** For a counter-signature: whether it covers the value of the signature that it stands in. */
  readonly countersTheValue: boolean | undefined;
}
