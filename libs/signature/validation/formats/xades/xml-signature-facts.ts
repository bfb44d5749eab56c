import type { SharedFacts } from '../../facts/shared-facts';

/** All that is known of one ds:Signature element. */
export interface XmlSignatureFacts extends SharedFacts {
  readonly family: 'xml';
}
