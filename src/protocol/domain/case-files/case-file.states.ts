import { StateTable } from '@libro-firma/kernel';
import type { CaseFileState } from './case-file';

export const caseFileStates = new StateTable<CaseFileState, 'close' | 'reopen'>(
  'case-file',
  'OPEN',
  [],
  [
    {
      id: 'F1',
      action: 'close',
      from: ['OPEN'],
      to: 'CLOSED',
      actor: 'protocol operator, or who answers for it',
      guard: 'no sub-file is open',
      effect: 'nothing is filed in it or taken out any more',
    },
    {
      id: 'F2',
      action: 'reopen',
      from: ['CLOSED'],
      to: 'OPEN',
      actor: 'records manager',
      guard: 'a reason',
      effect: 'it takes documents again',
    },
  ],
);
