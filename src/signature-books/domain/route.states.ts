import { StateTable } from '@libro-firma/kernel';

export const STEP_STATES = ['WAITING', 'OPEN', 'SATISFIED', 'SKIPPED', 'CLOSED'] as const;
export type StepState = (typeof STEP_STATES)[number];

export type StepAction = 'open' | 'satisfy' | 'skip' | 'close';

export const stepStates = new StateTable<StepState, StepAction>(
  'step',
  'WAITING',
  ['SATISFIED', 'SKIPPED', 'CLOSED'],
  [
    {
      id: 'S1',
      action: 'open',
      from: ['WAITING'],
      to: 'OPEN',
      actor: 'system',
      guard: 'every step of the stage before is satisfied or skipped (join)',
      effect: 'one task for each addressee',
    },
    {
      id: 'T14',
      action: 'satisfy',
      from: ['OPEN'],
      to: 'SATISFIED',
      actor: 'system',
      guard: 'as many tasks done as the step asks for, the mandatory ones among them',
      effect: 'other tasks withdrawn, next stage opened or route complete',
    },
    {
      id: 'S4',
      action: 'skip',
      from: ['WAITING'],
      to: 'SKIPPED',
      actor: 'system',
      guard: 'done in the earlier revision for the same bytes, and the type lets it count',
      effect: 'what was done then is shown',
    },
    {
      id: 'S2',
      action: 'close',
      from: ['WAITING', 'OPEN'],
      to: 'CLOSED',
      actor: 'system',
      guard: 'request returned, recalled or expired',
      effect: 'its tasks withdrawn',
    },
  ],
);

export const TASK_STATES = [
  'PENDING',
  'HELD',
  'MARKED_SIGN',
  'MARKED_RETURN',
  'MARKED_QUESTION',
  'MARKED_NOT_MINE',
  'SIGNING',
  'DECIDED',
  'DONE',
  'WITHDRAWN',
  'DECLINED_NOT_MINE',
  'LAPSED',
] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Marks have no effect in law: from each of them everything is still possible. */
export const IDLE_TASK_STATES = [
  'PENDING',
  'HELD',
  'MARKED_SIGN',
  'MARKED_RETURN',
  'MARKED_QUESTION',
  'MARKED_NOT_MINE',
] as const satisfies readonly TaskState[];

/** States in which a task still asks something of somebody. */
export const OPEN_TASK_STATES: readonly TaskState[] = [...IDLE_TASK_STATES, 'SIGNING', 'DECIDED'];

export type TaskAction =
  | 'claim'
  | 'release'
  | 'mark-sign'
  | 'mark-return'
  | 'mark-question'
  | 'mark-not-mine'
  | 'unmark'
  | 'decide'
  | 'take-back'
  | 'conclude'
  | 'begin-signing'
  | 'sign'
  | 'stop-signing'
  | 'decline'
  | 'lapse'
  | 'withdraw';

const idle = [...IDLE_TASK_STATES];
const except = (state: TaskState): TaskState[] => idle.filter((candidate) => candidate !== state);
const mark = { id: 'T5', actor: 'whoever it reaches', guard: '' };

export const taskStates = new StateTable<TaskState, TaskAction>(
  'task',
  'PENDING',
  ['DONE', 'WITHDRAWN', 'DECLINED_NOT_MINE', 'LAPSED'],
  [
    {
      id: 'T4',
      action: 'claim',
      from: except('HELD'),
      to: 'HELD',
      actor: 'whoever it reaches',
      guard: 'no lease of somebody else',
      effect: 'a lease in the database, that runs out by itself',
    },
    {
      id: 'T4',
      action: 'release',
      from: ['HELD'],
      to: 'PENDING',
      actor: 'who holds it, or the scheduler when the lease has run out',
      guard: '',
      effect: 'free for the others of the office',
    },
    {
      ...mark,
      action: 'mark-sign',
      from: except('MARKED_SIGN'),
      to: 'MARKED_SIGN',
      guard: 'a task of signature',
      effect: 'none in law; seen by the same person on every device',
    },
    {
      ...mark,
      action: 'mark-return',
      from: except('MARKED_RETURN'),
      to: 'MARKED_RETURN',
      effect: 'none in law',
    },
    {
      ...mark,
      action: 'mark-question',
      from: except('MARKED_QUESTION'),
      to: 'MARKED_QUESTION',
      effect: 'none in law',
    },
    {
      ...mark,
      action: 'mark-not-mine',
      from: except('MARKED_NOT_MINE'),
      to: 'MARKED_NOT_MINE',
      effect: 'none in law',
    },
    { ...mark, action: 'unmark', from: except('PENDING'), to: 'PENDING', effect: 'none in law' },
    {
      id: 'T6 T7 T15',
      action: 'decide',
      from: idle,
      to: 'DECIDED',
      actor: 'whoever it reaches',
      guard: 'power valid now; the bytes seen are the current bytes; opened, where reading is compulsory',
      effect: 'may be taken back until the grace window ends',
    },
    {
      id: 'T32',
      action: 'take-back',
      from: ['DECIDED'],
      to: 'PENDING',
      actor: 'who decided',
      guard: 'grace window not over',
      effect: 'reverse entry in the journal',
    },
    {
      id: 'T6',
      action: 'conclude',
      from: [...idle, 'DECIDED'],
      to: 'DONE',
      actor: 'system, at once or when the grace window ends',
      guard: 'the decision stands',
      effect: 'counts toward the step, or returns the request',
    },
    {
      id: 'T8',
      action: 'begin-signing',
      from: idle,
      to: 'SIGNING',
      actor: 'whoever it reaches',
      guard: 'power valid now; the bytes seen are the current bytes',
      effect: 'an item of a batch for each file to sign',
    },
    {
      id: 'T9 T11 T12 T13',
      action: 'sign',
      from: [...idle, 'SIGNING'],
      to: 'DONE',
      actor: 'system',
      guard: 'each file: frozen bytes plus increments, expected signer, certificate and power valid',
      effect: 'new versions stored, counts toward the step; the capacity stands in log and appearance',
    },
    {
      id: 'T10',
      action: 'stop-signing',
      from: ['SIGNING'],
      to: 'MARKED_SIGN',
      actor: 'system or holder',
      guard:
        'no value made for this task, or its value was refused, or other files of it are still to be signed',
      effect: 'mark kept, reason shown',
    },
    {
      id: 'T16',
      action: 'decline',
      from: idle,
      to: 'DECLINED_NOT_MINE',
      actor: 'whoever it reaches',
      guard: 'reason given',
      effect: 'drafter or office head addresses the step anew; the clock goes on',
    },
    {
      id: 'T25',
      action: 'lapse',
      from: [...idle, 'DECIDED'],
      to: 'LAPSED',
      actor: 'system',
      guard: 'its addressee has lost the power and nobody acts for him',
      effect: 'addressed anew by the seat he held, or blocked for lack of a holder',
    },
    {
      id: 'T17 S3',
      action: 'withdraw',
      from: [...idle, 'SIGNING', 'DECIDED'],
      to: 'WITHDRAWN',
      actor: 'system; office head or drafter who addresses it to somebody else',
      guard: 'step satisfied by others, request returned, recalled or expired, or task transferred',
      effect: 'leaves the queue',
    },
  ],
);
