import { StateTable } from '@libro-firma/kernel';

export const REQUEST_STATES = [
  'DRAFT',
  'CHECKING',
  'IN_ROUTE',
  'SIGNED',
  'REGISTERED',
  'ARCHIVED',
  'RETURNED',
  'RECALLED',
  'CANCELLED',
] as const;

export type RequestState = (typeof REQUEST_STATES)[number];

export type RequestAction =
  | 'start'
  | 'pass-checks'
  | 'fail-checks'
  | 'withdraw-from-checks'
  | 'return'
  | 'recall'
  | 'revise'
  | 'complete-route'
  | 'register'
  | 'archive'
  | 'archive-unregistered'
  | 'cancel';

/** The life of a request for signature. `blocked` is a technical flag beside the state, never one of these. */
export const requestStates = new StateTable<RequestState, RequestAction>(
  'signing request',
  'DRAFT',
  ['ARCHIVED', 'CANCELLED'],
  [
    {
      id: 'T1',
      action: 'start',
      from: ['DRAFT'],
      to: 'CHECKING',
      actor: 'drafter',
      guard:
        'every step has a holder with power; a signature among the steps; registration data where the book registers',
      effect: 'files frozen by hash, pre-check queued',
    },
    {
      id: 'T2',
      action: 'pass-checks',
      from: ['CHECKING'],
      to: 'IN_ROUTE',
      actor: 'system',
      guard: 'each file to sign may be signed; frozen bytes are the stored bytes',
      effect: 'first step opens, its holders are told',
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
      from: ['IN_ROUTE'],
      to: 'RETURNED',
      actor: 'holder of an open task',
      guard: 'reason given; no signature of his being made',
      effect:
        'open tasks withdrawn and their batch items skipped, drafter and earlier actors told who and why',
    },
    {
      id: 'T21',
      action: 'recall',
      from: ['IN_ROUTE'],
      to: 'RECALLED',
      actor: 'drafter or his office head',
      guard: 'no signature yet, none being made',
      effect: 'open tasks withdrawn, holders told',
    },
    {
      id: 'T22',
      action: 'revise',
      from: ['RETURNED', 'RECALLED'],
      to: 'DRAFT',
      actor: 'drafter',
      guard: '',
      effect: 'revision + 1; the earlier one stays readable with its signatures',
    },
    {
      id: 'T26',
      action: 'complete-route',
      from: ['IN_ROUTE'],
      to: 'SIGNED',
      actor: 'system',
      guard: 'the last step is satisfied',
      effect: 'nothing else in this transaction; the number is asked for afterwards',
    },
    {
      id: 'T27',
      action: 'register',
      from: ['SIGNED'],
      to: 'REGISTERED',
      actor: 'system, told by the protocol',
      guard: 'the registration is committed with the key of this request and revision',
      effect: 'number and date shown; stamped copy asked for',
    },
    {
      id: 'T30',
      action: 'archive',
      from: ['REGISTERED'],
      to: 'ARCHIVED',
      actor: 'system',
      guard: 'package built, verification positive or accepted with a reason',
      effect: 'final',
    },
    {
      id: 'T26a',
      action: 'archive-unregistered',
      from: ['SIGNED'],
      to: 'ARCHIVED',
      actor: 'system',
      guard: 'the book registers nothing; package built',
      effect: 'final',
    },
    {
      id: 'T31',
      action: 'cancel',
      from: ['DRAFT', 'RETURNED', 'RECALLED'],
      to: 'CANCELLED',
      actor: 'drafter; administrator with a reason',
      guard: 'never registered',
      effect: 'files kept for the retention time',
    },
  ],
);
