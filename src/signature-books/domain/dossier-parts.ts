import type { RequestState } from './request.states';
import type { StepState, TaskState } from './route.states';
import type { HumanStepKind, OpinionWeight, StepKind, StepLevel } from './step-kinds';
import type { TypePolicy } from './type-policy';

/** A question to somebody outside the route, or in it: while it stands, the request's clocks stand too. */
export interface Question {
  readonly taskId: string;
  readonly askerId: string;
  readonly addresseeId: string;
  readonly text: string;
  readonly askedAt: string;
  /** Day by which the answer is due; null: whenever. */
  readonly dueOn: string | null;
}

export const OPINION_OUTCOMES = ['FAVOURABLE', 'WITH_PRESCRIPTIONS', 'CONTRARY', 'NOT_DUE'] as const;
export type OpinionOutcome = (typeof OPINION_OUTCOMES)[number];

/** That its author confirmed a decision with his device and its code; the value is no secret, and can be checked. */
export interface Confirmation {
  readonly certificateSha256: string;
  /** Of the canonical statement of the decision, which the value signs. */
  readonly statementSha256: string;
  /** Base64. */
  readonly value: string;
}

/** What was decided on a task, while it may still be taken back and after. */
export interface Decision {
  readonly action: 'ENDORSE' | 'OPINION' | 'READ' | 'RETURN';
  readonly by: string;
  readonly note: string | null;
  readonly reasonCode?: string | null;
  readonly outcome?: OpinionOutcome;
  /** Of the main document that was decided on. */
  readonly sha256?: string;
  /** The second factor, where the step asked for one. */
  readonly confirmation?: Confirmation;
  /** Instant until which it may be taken back; null: it stands already. */
  readonly undoUntil: string | null;
}

/** By what right somebody acted. */
export interface Authority {
  readonly personId: string;
  readonly kind: 'APPOINTMENT' | 'DELEGATION' | 'SUBSTITUTION';
  /** The delegation or absence that it rests on. */
  readonly id: string | null;
  /** The act that gave the power. */
  readonly act: string;
  /** In whose place, when not in his own. */
  readonly onBehalfOf: string | null;
  readonly capacity: string | null;
}

export interface RequestPart {
  readonly id: string;
  state: RequestState;
  readonly revision: number;
  readonly requesterId: string;
  withProtocol: boolean;
  /** A clerk asked that an act of a type that registers nothing be registered all the same. */
  numberWanted: boolean;
  readonly policy: TypePolicy;
  question: Question | null;
  suspendedAt: Date | null;
  expiresAt: Date | null;
  /** True from the moment in which the protocol is asked until it has refused: a number may exist already. */
  numberingAsked: boolean;
  /** The registration that stands for the act where one is named: the protocol's before a repertory's. */
  registrationId: string | null;
  registrationNumber: string | null;
  registeredOn: string | null;
  annulledAt: Date | null;
  annulmentClosedAt: Date | null;
  edition: number;
  returnReason: string | null;
  blockedCode: string | null;
  blockedSince: Date | null;
  urgent: boolean;
}

export interface StepPart {
  readonly id: string;
  readonly position: number;
  /** Steps of one stage are open together; the next stage waits for all of them. */
  readonly stage: number;
  readonly kind: StepKind;
  readonly level: StepLevel;
  state: StepState;
  readonly minimum: number;
  addressees: string[];
  /** Of the addressees, those without whom the step is not satisfied. */
  mandatory: string[];
  readonly dueHours: number | null;
  dueAt: Date | null;
  readonly register: string | null;
  readonly weight: OpinionWeight | null;
  outcome: StepOutcome | null;
}

/** What an automatic step has made: a file of the store, a registration, an address; nothing that the state rests on. */
export type StepOutcome = Readonly<Record<string, string | number | null>>;

/** A number of one register that the request asked for: an intent, until the register has committed it. */
export interface NumberPart {
  readonly id: string;
  readonly key: string;
  readonly revision: number;
  readonly register: string;
  readonly stepId: string | null;
  readonly againOf: string | null;
  registrationId: string | null;
  number: string | null;
  registeredOn: string | null;
  annulledAt: Date | null;
  leftBecause: string | null;
}

export interface TaskPart {
  readonly id: string;
  readonly stepId: string;
  readonly kind: HumanStepKind;
  readonly addressee: string;
  /** The person addressed; of a seat, who took it. */
  holderId: string | null;
  actedBy: string | null;
  power: Authority | null;
  state: TaskState;
  version: number;
  capacity: string | null;
  note: string | null;
  decision: Decision | null;
  undoUntil: Date | null;
  /** While it lasts, only `leaseHolderId` acts: two colleagues of one office do not work on the same act. */
  leaseUntil: Date | null;
  leaseHolderId: string | null;
  readBy: string[];
  urgent: boolean;
  dueAt: Date | null;
  readonly openedAt: Date;
  doneAt: Date | null;
}
