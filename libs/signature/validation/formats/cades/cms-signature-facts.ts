import type { SignedData } from '@libro-firma/asn1';
import type { SignerFacts } from '../../../cms/examine-signer';
import type { TimestampFacts } from '../../../timestamp/examine-timestamp';
import type { SharedFacts } from '../../facts/shared-facts';

/** All that is known of one signer of a CMS that stands by itself, or of one time-stamp token. */
export interface CmsSignatureFacts extends SharedFacts {
  readonly family: 'cms';
  /** Undefined for a file of a container that is no CMS. */
  readonly data: SignedData | undefined;
  readonly signer: SignerFacts | undefined;
  /** For a time-stamp token, what it states and stamps. */
  readonly timestamp: TimestampFacts | undefined;
  /** Bytes of the file behind the CMS that nobody signed. */
  readonly trailingBytes: number;
}
