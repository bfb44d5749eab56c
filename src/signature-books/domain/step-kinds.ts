/** What a step asks of people: visto, parere, signature, or that somebody has read it. */
export const HUMAN_STEP_KINDS = ['ENDORSE', 'OPINION', 'SIGN', 'READ'] as const;
export type HumanStepKind = (typeof HUMAN_STEP_KINDS)[number];

/** What the system itself does in a step: number in a register, segnatura, seal, dispatch, filing. */
export const AUTOMATIC_STEP_KINDS = ['NUMBER', 'SEGNATURA', 'SEAL', 'SEND', 'FILE'] as const;
export type AutomaticStepKind = (typeof AUTOMATIC_STEP_KINDS)[number];

export const STEP_KINDS = [...HUMAN_STEP_KINDS, ...AUTOMATIC_STEP_KINDS] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export function isAutomatic(kind: StepKind): kind is AutomaticStepKind {
  return (AUTOMATIC_STEP_KINDS as readonly string[]).includes(kind);
}

/** The least that a step accepts: an action of somebody logged in, one with a second factor, a digital signature. */
export const STEP_LEVELS = ['AUTHENTICATED', 'SECOND_FACTOR', 'DIGITAL'] as const;
export type StepLevel = (typeof STEP_LEVELS)[number];

/**
 * What a contrary opinion does. OPTIONAL: nothing. OBLIGATORY: who signs after it gives reasons (TUEL art. 49 c. 4).
 * COVERAGE: the act goes back, for without the accountant's visto it has no force (TUEL art. 183 c. 7).
 */
export const OPINION_WEIGHTS = ['OPTIONAL', 'OBLIGATORY', 'COVERAGE'] as const;
export type OpinionWeight = (typeof OPINION_WEIGHTS)[number];
