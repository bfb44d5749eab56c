import type { Result } from '@libro-firma/kernel';
import type { ByteSource } from '@libro-firma/pdf';
import type { ValidationReport } from './report/validation-report';

export interface ValidationOptions {
  /** Trust anchors, DER. With none, no signature can be TOTAL_PASSED. */
  readonly anchors: readonly Buffer[];
  /** Instant for which validity is judged. */
  readonly at: Date;
  /** Further certificates for building chains, DER. */
  readonly intermediates?: readonly Buffer[];
  /** Written into the report as it is given. */
  readonly file?: string;
}

/** Validates all signatures and document timestamps of a PDF. */
export function validatePdf(_source: ByteSource, _options: ValidationOptions): Result<ValidationReport> {
  throw new Error('not written yet');
}
