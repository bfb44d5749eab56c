import { accept, type Result } from '@libro-firma/kernel';
import type { ByteSource } from '@libro-firma/pdf';
import { readPdf } from './formats/pdf/read-pdf';
import { problemReport, reportOfReading } from './report/file-report';
import type { ValidationReport } from './report/validation-report';
import { trustContextOf, type ValidationOptions } from './validation-options';

/**
 * Validates all signatures and document timestamps of a PDF: facts, then checks, then a conclusion. What cannot be
 * decided is INDETERMINATE, neither valid nor invalid. The network is not used.
 *
 * Refusals: those of libs/pdf for a file that cannot be opened, `SIGNATURE_TOO_MANY_SIGNATURES` past 200.
 *
 * @standard ETSI EN 319 102-1 §5.3; ETSI EN 319 142-1; ISO 32000-1 §12.8
 */
export function validatePdf(source: ByteSource, options: ValidationOptions): Result<ValidationReport> {
  const reading = readPdf(source);
  return reading.ok ? accept(reportOfReading(reading.value, trustContextOf(options), options.file)) : reading;
}

/** As {@link validatePdf}, a file that is refused giving a report with FORMAT_ERROR and the reason. */
export function reportOnPdf(source: ByteSource, options: ValidationOptions): ValidationReport {
  const outcome = validatePdf(source, options);
  return outcome.ok ? outcome.value : problemReport('PAdES', outcome.refusal, options);
}
