import type { Text } from '@libro-firma/kernel';
import { FACTS_FAMILIES, type FactsFamily } from '../facts/shared-facts';
import type { FactsOf, SignatureFacts } from '../facts/signature-facts';
import type { SubIndication } from '../report/validation-report';

/** `UNKNOWN`: could not be decided. It is never counted as passed, nor as failed. */
export type Outcome = 'PASSED' | 'FAILED' | 'UNKNOWN' | 'NOT_APPLICABLE';
/** As the policy weighs it: what only warns or informs is `WARNING`. */
export type WeighedOutcome = Outcome | 'WARNING';

interface CheckDefinition<Facts> {
  /** Name of its file without the ending. */
  readonly id: string;
  /** Clause that asks for it. */
  readonly standard: string;
  /** What follows when it does not pass; null where EN 319 102-1 has no name for it. */
  readonly subIndication: SubIndication | null;
  readonly text: { readonly passed: Text; readonly failed: Text; readonly unknown?: Text };
  judge(facts: Facts): Outcome;
}

/** One question about a signature, answered from facts alone. */
export interface Check extends CheckDefinition<SignatureFacts> {
  /** Kinds of facts that it understands; to all others it is not applicable. */
  readonly families: readonly FactsFamily[];
}

/** For questions that any signature is asked, whatever its format. */
export const ALL_FAMILIES = FACTS_FAMILIES;

/** Declares a check and the kinds of facts that it judges: it is never shown any other. */
export function defineCheck<const Family extends FactsFamily>(
  families: readonly Family[],
  definition: CheckDefinition<FactsOf<Family>>,
): Check {
  const judged: readonly FactsFamily[] = families;
  return {
    ...definition,
    families,
    judge: (facts) =>
      judged.includes(facts.family)
        ? definition.judge(facts as unknown as FactsOf<Family>)
        : 'NOT_APPLICABLE',
  };
}

/** Passed or failed. */
export function outcomeOf(holds: boolean): Outcome {
  return holds ? 'PASSED' : 'FAILED';
}
