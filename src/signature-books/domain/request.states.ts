import { StateTable } from '@libro-firma/kernel';

export const REQUEST_STATES = [
  'DRAFT',
  'CHECKING',
  'IN_ROUTE',
  'SUSPENDED',
  'SIGNED',
  'REGISTERED',
  'DELIVERED',
  'ARCHIVED',
  'RETURNED',
  'RECALLED',
  'EXPIRED',
  'CANCELLED',
] as const;

export type RequestState = (typeof REQUEST_STATES)[number];

/** The route is complete: the act is signed, whatever happened to it since. */
export const SIGNED_STATES = ['SIGNED', 'REGISTERED', 'DELIVERED', 'ARCHIVED'] as const;

/** Nothing more is to be done, though an archived act that bears no number may still be given one (T26b). */
export const RESTING_STATES: readonly RequestState[] = ['ARCHIVED', 'CANCELLED'];

export type RequestAction =
  | 'start'
  | 'pass-checks'
  | 'fail-checks'
  | 'withdraw-from-checks'
  | 'return'
  | 'suspend'
  | 'answer'
  | 'withdraw-question'
  | 'give-up-question'
  | 'recall'
  | 'recall-signed'
  | 'send-back'
  | 'revise'
  | 'expire'
  | 'complete-route'
  | 'register'
  | 'register-again'
  | 'deliver'
  | 'archive'
  | 'archive-unregistered'
  | 'cancel';

/** The life of a request for signature. `blocked` is a technical flag beside the state, never one of these. */
export const requestStates = new StateTable<RequestState, RequestAction>(
  'signing request',
  'DRAFT',
  ['CANCELLED'],
  [
    {
      id: 'T1',
      action: 'start',
      from: ['DRAFT'],
      to: 'CHECKING',
      actor: 'drafter',
      guard:
        'every step has a holder with power; a signature among the steps; registration data where the type registers; four-eyes rule of the type',
      effect: 'files frozen by hash, policy of the type copied, pre-check queued',
    },
    {
      id: 'T2',
      action: 'pass-checks',
      from: ['CHECKING'],
      to: 'IN_ROUTE',
      actor: 'system',
      guard: 'each file to sign may be signed; frozen bytes are the stored bytes',
      effect: 'first stage opens, its holders are told',
    },
    {
      id: 'T3',
      action: 'fail-checks',
      from: ['CHECKING'],
      to: 'DRAFT',
      actor: 'system',
      guard: 'a file may not be signed',
      effect: 'reasons listed with what to do',
    },
    {
      id: 'T3a',
      action: 'withdraw-from-checks',
      from: ['CHECKING'],
      to: 'DRAFT',
      actor: 'drafter',
      guard: 'checks not concluded',
      effect: 'the late outcome of the checks counts no more',
    },
    {
      id: 'T15',
      action: 'return',
      from: ['IN_ROUTE', 'SUSPENDED'],
      to: 'RETURNED',
      actor: 'whoever an open task reaches, who has not signed',
      guard: 'reason of the list or in words; no signature being made',
      effect:
        'open tasks withdrawn and their batch items skipped, drafter and earlier actors told who and why',
    },
    {
      id: 'T18',
      action: 'suspend',
      from: ['IN_ROUTE'],
      to: 'SUSPENDED',
      actor: 'whoever an open task reaches',
      guard: 'question and addressee given; no signature being made',
      effect: 'deadlines stop, tasks keep place and marks, addressee told',
    },
    {
      id: 'T19',
      action: 'answer',
      from: ['SUSPENDED'],
      to: 'IN_ROUTE',
      actor: 'addressee of the question',
      guard: 'answer given',
      effect: 'deadlines go on from where they stood, asker told',
    },
    {
      id: 'T19a',
      action: 'withdraw-question',
      from: ['SUSPENDED'],
      to: 'IN_ROUTE',
      actor: 'asker',
      guard: '',
      effect: 'as an answer',
    },
    {
      id: 'T20',
      action: 'give-up-question',
      from: ['SUSPENDED'],
      to: 'RETURNED',
      actor: 'system',
      guard: 'no answer by the day that the question names, and the type says so',
      effect: 'as a return',
    },
    {
      id: 'T21',
      action: 'recall',
      from: ['IN_ROUTE', 'SUSPENDED'],
      to: 'RECALLED',
      actor: 'drafter; with signatures made, a signer of it or the head of its office',
      guard: 'reason given; no signature being made',
      effect: 'open tasks withdrawn, holders told; signatures of that revision kept',
    },
    {
      id: 'T21a',
      action: 'recall-signed',
      from: ['SIGNED'],
      to: 'RECALLED',
      actor: 'a signer of it',
      guard: 'no number, and none asked for',
      effect: 'signatures of that revision kept, everybody told',
    },
    {
      id: 'T22',
      action: 'revise',
      from: ['RETURNED', 'RECALLED', 'EXPIRED'],
      to: 'DRAFT',
      actor: 'drafter',
      guard: '',
      effect: 'revision + 1; the earlier one stays readable with its signatures',
    },
    {
      id: 'T23',
      action: 'expire',
      from: ['IN_ROUTE'],
      to: 'EXPIRED',
      actor: 'system',
      guard: 'past the hard deadline of the request; no signature being made',
      effect: 'as a return; a soft deadline only raises lateness and escalation',
    },
    {
      id: 'T26',
      action: 'complete-route',
      from: ['IN_ROUTE'],
      to: 'SIGNED',
      actor: 'system',
      guard: 'the last stage is satisfied',
      effect: 'nothing else in this transaction; the number is asked for afterwards',
    },
    {
      id: 'T26a',
      action: 'archive-unregistered',
      from: ['SIGNED'],
      to: 'ARCHIVED',
      actor: 'system',
      guard: 'the type registers nothing; package built',
      effect: 'at rest',
    },
    {
      id: 'T27 T26b',
      action: 'register',
      from: ['SIGNED', 'ARCHIVED'],
      to: 'REGISTERED',
      actor: 'system, told by the protocol; for an act that bore no number asked for by a clerk',
      guard: 'the registration is committed with the key of this request and revision',
      effect: 'number and date shown; stamped copy asked for',
    },
    {
      id: 'T28',
      action: 'register-again',
      from: ['REGISTERED', 'DELIVERED', 'ARCHIVED'],
      to: 'REGISTERED',
      actor: 'system, told by the protocol; asked for by a clerk',
      guard: 'its registration is annulled; the new one is committed and names the annulled one',
      effect: 'new number and date shown; copy and package made anew, the earlier ones stay',
    },
    {
      id: 'T27b',
      action: 'send-back',
      from: ['SIGNED'],
      to: 'RETURNED',
      actor: 'clerk of the protocol',
      guard: 'no number, and none on its way; reason given',
      effect: 'drafter and signers told; signatures kept',
    },
    {
      id: 'T29',
      action: 'deliver',
      from: ['REGISTERED'],
      to: 'DELIVERED',
      actor: 'system, told by the protocol; clerk who records it by hand (T29a)',
      guard: 'every dispatch of the registration has arrived; by hand, how it is known',
      effect: 'proof of delivery shown',
    },
    {
      id: 'T30',
      action: 'archive',
      from: ['REGISTERED', 'DELIVERED'],
      to: 'ARCHIVED',
      actor: 'system',
      guard: 'package built; verification positive, or accepted by the records manager with a reason (T30a)',
      effect: 'at rest',
    },
    {
      id: 'T31',
      action: 'cancel',
      from: ['DRAFT', 'RETURNED', 'RECALLED', 'EXPIRED'],
      to: 'CANCELLED',
      actor: 'drafter; records manager with a reason',
      guard: 'never registered',
      effect: 'files kept for the retention time',
    },
  ],
);
