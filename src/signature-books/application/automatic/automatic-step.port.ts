import type { Result } from '@libro-firma/kernel';
import type { Actor } from '../../../platform/identity';
import type { StepOutcome } from '../../domain/dossier-parts';
import type { AutomaticStepKind } from '../../domain/step-kinds';

export interface AutomaticWork {
  readonly requestId: string;
  readonly stepId: string;
}

/** What a step has made, and how it is kept: in the transaction that finishes the step, under the lock of its request. */
export interface Made {
  readonly outcome: StepOutcome;
  readonly keep?: () => Promise<void>;
}

/**
 * What the system can do in a step. It runs outside any transaction, at least once: done again with the same step it
 * changes nothing more. What it answers is kept with the step, which is then done; `null` says that the outcome comes
 * later as an event. A refusal holds the request with its code until a person has removed the cause and tries again.
 */
export interface AutomaticStep {
  readonly kind: AutomaticStepKind;
  perform(system: Actor, work: AutomaticWork): Promise<Result<Made | null>>;
}

/** Every kind that this installation can perform; a route with another one is refused by name before it starts. */
export const AUTOMATIC_STEPS = Symbol('automatic steps');
