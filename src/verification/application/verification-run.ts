import type { ValidationPolicy, ValidationReport } from '@libro-firma/signature';
import type { KeptAnswer } from '../infrastructure/kept-answer';
import type { NamedDigest } from '../infrastructure/verification-request.rows';
import type { KeptList } from '../infrastructure/verification-trust.row';
import type { Trusted } from './installed-trust';

export interface VerifiedFile {
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
}

/** What a signature without content may have signed. */
export interface ContentFile extends NamedDigest {
  readonly path: string;
}

export interface VerificationRun extends VerifiedFile {
  readonly id: string;
  readonly verifiedAt: Date;
  readonly report: ValidationReport;
  /** SHA-256 of what was found, without the words; null for runs from before it was kept. */
  readonly factsSha256: string | null;
  /** What was trusted, by the name of the set; null for runs from before it was kept. */
  readonly trustSha256: string | null;
  /** By what it was judged, by the digest of the policy; null for runs from before it was kept. */
  readonly policySha256: string | null;
  /** The trusted lists of that set, each with its age; a stale one counted for nothing. */
  readonly lists: readonly KeptList[];
  /** What revocation services answered, in the order in which they were asked; null for runs from before it was kept. */
  readonly answers: readonly KeptAnswer[] | null;
  /** What it may have signed; null for runs from before it was kept. */
  readonly contents: readonly NamedDigest[] | null;
}

/** What a verification gave, and all that it rests on. */
export interface FoundInFile {
  readonly file: VerifiedFile;
  readonly contents: readonly NamedDigest[];
  readonly report: ValidationReport;
  readonly trusted: Trusted;
  readonly answers: readonly KeptAnswer[];
}

export interface KeepOptions {
  /** Of the run, where it has a name already. */
  readonly id?: string;
  /** The run that this one follows, because that could not tell everything. */
  readonly followsId?: string;
  /** The run that this one makes again. */
  readonly repeatsId?: string;
  /** By which it was judged; that of this build when absent. */
  readonly policy?: ValidationPolicy;
  /** What is done together with keeping the run, or not at all. */
  readonly inSameTransaction?: (run: VerificationRun) => Promise<void>;
}
