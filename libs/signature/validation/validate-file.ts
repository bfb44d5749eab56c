import type { ByteSource } from '@libro-firma/pdf';
import type { ValidationReport } from './report/validation-report';
import type { ValidationOptions } from './validate-pdf';

/** Validates a file of any format; never refuses. */
export function validateFile(_source: ByteSource, _options: ValidationOptions): ValidationReport {
  throw new Error('not written yet');
}
