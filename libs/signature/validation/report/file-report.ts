import type { Refusal } from '@libro-firma/kernel';
import { activeCodeOf } from '../facts/active-code';
import { concludeFile } from '../conclusion/conclude-signature';
import type { Reading } from '../formats/format-reader';
import { VALIDATION_POLICY } from '../policy/validation-policy';
import type { TrustContext } from '../trust/trust-context';
import { trustFacts } from '../trust/trust-facts';
import type { ValidationOptions } from '../validation-options';
import { signatureReport } from './signature-report';
import type { FileFormat, ValidationReport } from './validation-report';

/** The report on a file that was read, and on the documents inside it. */
export function reportOfReading(
  reading: Reading,
  context: TrustContext,
  file?: string,
  inner: readonly ValidationReport[] = [],
): ValidationReport {
  const activeCode = activeCodeOf(reading);
  const signatures = reading.signatures.map((facts) =>
    signatureReport(
      { ...facts, ...trustFacts(facts, reading.signatures, context), activeCode },
      context.policy,
    ),
  );
  return {
    v: 'validation-report/1',
    ...(file !== undefined && { file }),
    format: reading.format,
    conclusion: reading.conclusion ?? concludeFile(signatures, inner),
    validatedAt: context.at.toISOString(),
    policy: context.policy.version,
    signatures,
    uncovered: reading.uncovered ?? [],
    evidenceRecords: reading.evidenceRecords ?? [],
    activeCode,
    changingFields: reading.changingFields ?? [],
    inner,
    ...(reading.problem && { problem: reading.problem }),
  };
}

/** The report on a file that could not be read. */
export function problemReport(
  format: FileFormat,
  { code, text }: Pick<Refusal, 'code' | 'text'>,
  { at, file, policy = VALIDATION_POLICY }: Pick<ValidationOptions, 'at' | 'file' | 'policy'>,
): ValidationReport {
  return {
    v: 'validation-report/1',
    ...(file !== undefined && { file }),
    format,
    conclusion: 'FORMAT_ERROR',
    validatedAt: at.toISOString(),
    policy: policy.version,
    signatures: [],
    uncovered: [],
    evidenceRecords: [],
    activeCode: [],
    changingFields: [],
    inner: [],
    problem: { code, text },
  };
}
