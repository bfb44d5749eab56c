import { StateTable } from '@libro-firma/kernel';

export const BATCH_STATES = ['OPEN', 'RUNNING', 'DONE', 'PARTIAL', 'LAPSED'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

export const batchStates = new StateTable<BatchState, 'authorise' | 'finish' | 'finish-partly' | 'abandon'>(
  'batch',
  'OPEN',
  ['DONE', 'PARTIAL', 'LAPSED'],
  [
    {
      id: 'T8',
      action: 'authorise',
      from: ['OPEN', 'RUNNING'],
      to: 'RUNNING',
      actor: 'signer',
      guard: 'right code; items prepared and without a value; nobody else making them',
      effect: 'one device session; each value stored; lease renewed with each chunk',
    },
    {
      id: 'B1',
      action: 'finish',
      from: ['OPEN', 'RUNNING'],
      to: 'DONE',
      actor: 'system',
      guard: 'every item OK',
      effect: 'signer told',
    },
    {
      id: 'B2',
      action: 'finish-partly',
      from: ['OPEN', 'RUNNING'],
      to: 'PARTIAL',
      actor: 'system',
      guard: 'every item concluded, not all OK',
      effect: 'signer told which and why',
    },
    {
      id: 'B3',
      action: 'abandon',
      from: ['OPEN', 'RUNNING'],
      to: 'LAPSED',
      actor: 'signer, or the scheduler when nobody authorised it',
      guard: 'no value stored that is not yet complete',
      effect: 'items skipped, tasks go back with their marks',
    },
  ],
);

export const ITEM_STATES = ['QUEUED', 'RUNNING', 'PENDING', 'OK', 'FAILED', 'SKIPPED'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

export const itemStates = new StateTable<ItemState, 'store-value' | 'wait' | 'accept' | 'fail' | 'skip'>(
  'item',
  'QUEUED',
  ['OK', 'FAILED', 'SKIPPED'],
  [
    {
      id: 'I1',
      action: 'store-value',
      from: ['QUEUED'],
      to: 'RUNNING',
      actor: 'the process that holds the device session; the signer, of a file signed elsewhere',
      guard: 'prepared; no value yet; never seen before',
      effect: 'raw signature value stored; completion queued, or the uploaded file judged',
    },
    {
      id: 'I3',
      action: 'wait',
      from: ['RUNNING', 'PENDING'],
      to: 'PENDING',
      actor: 'system',
      guard: 'embedded, intact and of its signer; what decides the rest is not at hand now',
      effect: 'signed file kept, outside the act; judged again later without the signer',
    },
    {
      id: 'T9',
      action: 'accept',
      from: ['RUNNING', 'PENDING'],
      to: 'OK',
      actor: 'system; of one that waits, also the records manager with reasons',
      guard: 'embedded and verified; or accepted by a reasoned decision',
      effect: 'signed version stored',
    },
    {
      id: 'T10',
      action: 'fail',
      from: ['QUEUED', 'RUNNING', 'PENDING'],
      to: 'FAILED',
      actor: 'system; of one that waits, also the records manager with reasons',
      guard: 'a definite refusal; or a reasoned decision',
      effect: 'reason kept; the task goes back to its holder',
    },
    {
      id: 'I2',
      action: 'skip',
      from: ['QUEUED'],
      to: 'SKIPPED',
      actor: 'system',
      guard: 'request left the route, or batch abandoned',
      effect: 'none',
    },
  ],
);

/** Of items that are neither signed nor given up. */
export const UNFINISHED_ITEM_STATES: readonly ItemState[] = ITEM_STATES.filter(
  (state) => !itemStates.isFinal(state),
);

/** Of items that stand for their file: no other signature of the same task is begun on it. */
export const STANDING_ITEM_STATES: readonly ItemState[] = [...UNFINISHED_ITEM_STATES, 'OK'];
