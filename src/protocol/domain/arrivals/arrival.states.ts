import { StateTable } from '@libro-firma/kernel';
import type { ArrivalState } from './arrival';

export const arrivalStates = new StateTable<ArrivalState, 'register' | 'exclude' | 'bring-back'>(
  'arrival',
  'WAITING',
  ['REGISTERED'],
  [
    {
      id: 'A1',
      action: 'register',
      from: ['WAITING'],
      to: 'REGISTERED',
      actor: 'protocol operator',
      guard: 'the register has given its number',
      effect: 'the arrival names its registration',
    },
    {
      id: 'A2',
      action: 'exclude',
      from: ['WAITING'],
      to: 'EXCLUDED',
      actor: 'protocol operator',
      guard: 'an entry of the exclusion list in force (DPR 445/2000 art. 53 par. 5)',
      effect: 'set aside with the reason, nothing is deleted',
    },
    {
      id: 'A3',
      action: 'bring-back',
      from: ['EXCLUDED'],
      to: 'WAITING',
      actor: 'protocol operator',
      guard: 'a reason',
      effect: 'it waits to be registered again',
    },
  ],
);
