import type { Text } from '@libro-firma/kernel';
import type { PdfSignatureFacts } from '../facts/pdf-signature-facts';
import type { SubIndication } from '../report/validation-report';

/** `UNKNOWN`: could not be decided. It is never counted as passed, nor as failed. */
export type Outcome = 'PASSED' | 'FAILED' | 'UNKNOWN' | 'NOT_APPLICABLE';

/** One question about a signature, answered from facts alone. */
export interface Check {
  /** Name of its file without the ending. */
  readonly id: string;
  /** Clause that asks for it. */
  readonly standard: string;
  /** What follows when it does not pass; null where EN 319 102-1 has no name for it. */
  readonly subIndication: SubIndication | null;
  readonly text: { readonly passed: Text; readonly failed: Text; readonly unknown?: Text };
  judge(facts: PdfSignatureFacts): Outcome;
}

/** Passed or failed. */
export function outcomeOf(holds: boolean): Outcome {
  return holds ? 'PASSED' : 'FAILED';
}
