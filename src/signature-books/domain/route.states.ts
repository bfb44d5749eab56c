import { StateTable } from '@libro-firma/kernel';

export const STEP_KINDS = ['ENDORSE', 'SIGN'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export const STEP_STATES = ['WAITING', 'OPEN', 'SATISFIED', 'CLOSED'] as const;
export type StepState = (typeof STEP_STATES)[number];

export const stepStates = new StateTable<StepState, 'open' | 'satisfy' | 'close'>(
  'step',
  'WAITING',
  ['SATISFIED', 'CLOSED'],
  [
    {
      id: 'S1',
      action: 'open',
      from: ['WAITING'],
      to: 'OPEN',
      actor: 'system',
      guard: 'the step before is satisfied',
      effect: 'one task for each holder',
    },
    {
      id: 'T14',
      action: 'satisfy',
      from: ['OPEN'],
      to: 'SATISFIED',
      actor: 'system',
      guard: 'as many tasks done as the step asks for',
      effect: 'other tasks withdrawn, next step opened or route complete',
    },
    {
      id: 'S2',
      action: 'close',
      from: ['WAITING', 'OPEN'],
      to: 'CLOSED',
      actor: 'system',
      guard: 'request returned or recalled',
      effect: 'its tasks withdrawn',
    },
  ],
);

export const TASK_STATES = [
  'PENDING',
  'MARKED_SIGN',
  'MARKED_RETURN',
  'SIGNING',
  'DONE',
  'WITHDRAWN',
] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** States in which a task still asks something of its holder. */
export const OPEN_TASK_STATES = ['PENDING', 'MARKED_SIGN', 'MARKED_RETURN', 'SIGNING'] as const;

export type TaskAction =
  | 'mark-sign'
  | 'mark-return'
  | 'unmark'
  | 'endorse'
  | 'begin-signing'
  | 'sign'
  | 'stop-signing'
  | 'return'
  | 'withdraw';

export const taskStates = new StateTable<TaskState, TaskAction>(
  'task',
  'PENDING',
  ['DONE', 'WITHDRAWN'],
  [
    {
      id: 'T5',
      action: 'mark-sign',
      from: ['PENDING', 'MARKED_RETURN'],
      to: 'MARKED_SIGN',
      actor: 'holder',
      guard: 'a task of signature',
      effect: 'none in law; seen by the same person on every device',
    },
    {
      id: 'T5',
      action: 'mark-return',
      from: ['PENDING', 'MARKED_SIGN'],
      to: 'MARKED_RETURN',
      actor: 'holder',
      guard: '',
      effect: 'none in law',
    },
    {
      id: 'T5',
      action: 'unmark',
      from: ['MARKED_SIGN', 'MARKED_RETURN'],
      to: 'PENDING',
      actor: 'holder',
      guard: '',
      effect: 'none in law',
    },
    {
      id: 'T6',
      action: 'endorse',
      from: ['PENDING', 'MARKED_RETURN'],
      to: 'DONE',
      actor: 'holder',
      guard: 'power valid now; the bytes seen are the frozen bytes',
      effect: 'counts toward the step',
    },
    {
      id: 'T8',
      action: 'begin-signing',
      from: ['PENDING', 'MARKED_SIGN', 'MARKED_RETURN'],
      to: 'SIGNING',
      actor: 'holder',
      guard: 'power valid now; the bytes seen are the current bytes',
      effect: 'an item of a batch for each file to sign',
    },
    {
      id: 'T9',
      action: 'sign',
      from: ['SIGNING'],
      to: 'DONE',
      actor: 'system',
      guard: 'each file: frozen bytes plus increments, expected signer, certificate and power valid',
      effect: 'new versions stored, counts toward the step',
    },
    {
      id: 'T10',
      action: 'stop-signing',
      from: ['SIGNING'],
      to: 'MARKED_SIGN',
      actor: 'system or holder',
      guard: 'no value made for this task, or its value was refused',
      effect: 'mark kept, reason shown',
    },
    {
      id: 'T15',
      action: 'return',
      from: ['PENDING', 'MARKED_SIGN', 'MARKED_RETURN'],
      to: 'DONE',
      actor: 'holder',
      guard: 'reason given',
      effect: 'the request is returned',
    },
    {
      id: 'S3',
      action: 'withdraw',
      from: ['PENDING', 'MARKED_SIGN', 'MARKED_RETURN', 'SIGNING'],
      to: 'WITHDRAWN',
      actor: 'system',
      guard: 'step satisfied by others, request returned or recalled',
      effect: 'leaves the queue',
    },
  ],
);
