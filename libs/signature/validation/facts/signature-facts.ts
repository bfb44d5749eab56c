import type {
  AlgorithmPolicy,
  CertificatePath,
  Qualified,
  RevocationStatus,
  TrustedList,
} from '@libro-firma/trust';
import type { CmsSignatureFacts } from '../formats/cades/cms-signature-facts';
import type { XmlSignatureFacts } from '../formats/xades/xml-signature-facts';
import type { ProofsOfExistence } from '../trust/proofs-of-existence';
import type { PdfSignatureFacts } from './pdf-signature-facts';
import type { ActiveCode } from './active-code';
import type { FactsFamily } from './shared-facts';

/** What can be proven of the signer's certificate, for every format in the same way. */
export interface TrustFacts {
  /** The present of who asks. It proves nothing. */
  readonly at: Date;
  readonly lists: readonly TrustedList[];
  /** Which algorithms may be relied upon until when, by the policy that is judged by. */
  readonly algorithms: AlgorithmPolicy;
  /** What the certificate is by these lists; of the signature it says nothing yet. */
  readonly qualified: Qualified;
  readonly proofs: ProofsOfExistence;
  /** Chain of the signer's certificate for the best signature time; undefined without certificate. */
  readonly path: CertificatePath | undefined;
  /** For each certificate of the path. */
  readonly revocation: readonly RevocationStatus[];
}

/** What is known of the whole document, and so of each of its signatures. */
export interface DocumentFacts {
  readonly activeCode?: readonly ActiveCode[];
}

interface FactsByFamily {
  readonly pdf: PdfSignatureFacts;
  readonly cms: CmsSignatureFacts;
  readonly xml: XmlSignatureFacts;
}

/** What a reader gathers. */
export type GatheredFacts = FactsByFamily[FactsFamily];
/** What checks of these families see. */
export type FactsOf<Family extends FactsFamily> = FactsByFamily[Family] & TrustFacts & DocumentFacts;
/** All that is known of one signature. Checks read it, nothing else does. */
export type SignatureFacts = FactsOf<FactsFamily>;
