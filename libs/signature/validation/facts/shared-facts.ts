import type { Certificate } from '@libro-firma/asn1';
import type { SignerProof } from '../../cms/examine-signer';
import type { ContainerFacts } from '../formats/asic/container-facts';
import type { EvidenceRecordFacts } from '../../evidence/examine-evidence-record';
import type { AttachedTimestamp } from '../../timestamp/attached-timestamps';
import type {
  ChangeReport,
  Coverage,
  Integrity,
  LaterChanges,
  SignatureReport,
} from '../report/validation-report';

/**
 * Kinds of facts by what carries the signature: a dictionary of a PDF, a CMS of its own, an XML element. A format may
 * give several kinds: the signatures of a container are `cms` or `xml`.
 */
export const FACTS_FAMILIES = ['pdf', 'cms', 'xml'] as const;
export type FactsFamily = (typeof FACTS_FAMILIES)[number];

/** What a reader of any format says of one signature or timestamp. Nothing in it is judged. */
export interface SharedFacts {
  readonly type: SignatureReport['type'];
  /** What the bytes prove of the signer; undefined when there is none, or nothing to examine it against. */
  readonly signer: SignerProof | undefined;
  /** A baseline format (PAdES, CAdES, XAdES) asks that the signature name its certificate. */
  readonly needsReference: boolean;
  /** Signature value and every digest, those of a manifest included; never trust. */
  readonly integrity: Integrity;
  /** `MISSING`: what was signed is not at hand, so that nothing can be said of it. */
  readonly signedData: 'FOUND' | 'MISSING';
  readonly coverage: Coverage;
  readonly later: { readonly state: LaterChanges; readonly changes: readonly ChangeReport[] };
  /** Digests that the proof rests on, by their names in node:crypto; those of the chain are in the path. */
  readonly digests: readonly string[];
  readonly attached: readonly AttachedTimestamp[];
  /** Evidence records that the signature carries. */
  readonly evidenceRecords: readonly EvidenceRecordFacts[];
  /** What the file carries for judging the signature: certificates, CRLs and OCSP responses, believed by nobody. */
  readonly material: SignatureMaterial;
  /** For signatures of a container: what it adds. */
  readonly container?: ContainerFacts;
  readonly described: SignatureDescription;
}

export interface SignatureMaterial {
  readonly certificates: readonly Certificate[];
  /** Each a CertificateList, DER. */
  readonly crls: readonly Buffer[];
  /** Each an OCSPResponse or a BasicOCSPResponse, DER. */
  readonly ocspResponses: readonly Buffer[];
}

export const NO_MATERIAL: SignatureMaterial = { certificates: [], crls: [], ocspResponses: [] };

/** What the report repeats and no check looks at. */
export interface SignatureDescription {
  /** Field of a PDF, file in a container, Id of an XML signature. */
  readonly fieldName: string | null;
  readonly subFilter: string | null;
  /** ISO 8601 UTC; a claim, no proof. */
  readonly claimedSigningTime: string | null;
  readonly reason: string | null;
  /** Bytes of the file up to the end of what is signed, where that can be said. */
  readonly signedLength: number | null;
}
