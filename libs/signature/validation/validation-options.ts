import type { ByteSource } from '@libro-firma/pdf';
import { listedAuthorities, type TrustedList } from '@libro-firma/trust';
import type { IssuerSource } from '../issuers/issuer-client';
import type { RevocationSource } from '../revocation/revocation-client';
import { VALIDATION_POLICY, type ValidationPolicy } from './policy/validation-policy';
import type { SignatureMaterial } from './facts/shared-facts';
import { readableCertificates, type TrustContext } from './trust/trust-context';

/** A file that a detached signature may have signed. */
export interface DetachedContent {
  /** Name without folder: signatures of containers and XML name what they signed. */
  readonly name: string;
  readonly source: ByteSource;
}

export interface ValidationOptions {
  /** Trust anchors, DER; one that cannot be read is left out. With none, no signature can be TOTAL_PASSED. */
  readonly anchors: readonly Buffer[];
  /**
   * Trusted lists that are believed already, as `assembleLists` accepts them. Their authorities are anchors too, each for
   * the time in which it was qualified, and they tell what a signature is in law. A stale one counts for nothing.
   */
  readonly lists?: readonly TrustedList[];
  /** Instant for which validity is judged. */
  readonly at: Date;
  /** Further certificates for building chains, DER. */
  readonly intermediates?: readonly Buffer[];
  /** CRLs and OCSP responses, DER, beside those that the file carries; they are believed as far as they are proven. */
  readonly revocation?: Pick<SignatureMaterial, 'crls' | 'ocspResponses'>;
  /** Who is asked about certificates of which nothing is at hand; without it nothing outside is asked. */
  readonly revocationSource?: RevocationSource;
  /** Who is asked for issuers that the file left out; what it finds is a candidate for a chain and never trusted. */
  readonly issuerSource?: IssuerSource;
  /** What a signature without content may have signed. */
  readonly contents?: readonly DetachedContent[];
  /** What judges; the policy of this build by default, an earlier one to repeat a verdict. */
  readonly policy?: ValidationPolicy;
  /** Written into the report as it is given. */
  readonly file?: string;
}

export function trustContextOf(options: ValidationOptions): TrustContext {
  const { lists = [] } = options;
  return {
    anchors: readableCertificates(options.anchors),
    lists,
    listed: listedAuthorities(lists, options.at),
    intermediates: readableCertificates(options.intermediates ?? []),
    revocation: options.revocation ?? { crls: [], ocspResponses: [] },
    at: options.at,
    policy: options.policy ?? VALIDATION_POLICY,
  };
}
