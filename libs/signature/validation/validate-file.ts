import type { ByteSource } from '@libro-firma/pdf';
import type { ValidationReport } from './report/validation-report';
import { validatePdf, type ValidationOptions } from './validate-pdf';

const PDF_HEADER_WITHIN = 1024;

/**
 * Validates a file of any format and always gives a report: `UNKNOWN` with FORMAT_ERROR for what is no PDF, and
 * FORMAT_ERROR with its reason for a PDF that is refused. Other signature formats are not read yet.
 */
export function validateFile(source: ByteSource, options: ValidationOptions): ValidationReport {
  const outcome = validatePdf(source, options);
  if (outcome.ok) return outcome.value;
  const isPdf = source.read(0, PDF_HEADER_WITHIN).includes('%PDF-');
  return {
    v: 'validation-report/1',
    ...(options.file !== undefined && { file: options.file }),
    format: isPdf ? 'PAdES' : 'UNKNOWN',
    conclusion: 'FORMAT_ERROR',
    validatedAt: options.at.toISOString(),
    signatures: [],
    problem: { code: outcome.refusal.code, text: outcome.refusal.text },
  };
}
