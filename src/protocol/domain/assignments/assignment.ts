import { StateTable } from '@libro-firma/kernel';

/** For competence: it is theirs to deal with. For knowledge: they are told. */
export const ASSIGNMENT_KINDS = ['COMPETENCE', 'KNOWLEDGE'] as const;
export type AssignmentKind = (typeof ASSIGNMENT_KINDS)[number];

export const ASSIGNMENT_STATES = ['PENDING', 'ACCEPTED', 'REFUSED', 'WITHDRAWN'] as const;
export type AssignmentState = (typeof ASSIGNMENT_STATES)[number];
export type AssignmentAction = 'accept' | 'refuse' | 'withdraw';

export const ASSIGNED = 'registration.assigned';
export const ASSIGNMENT_ACCEPTED = 'registration.assignment-accepted';
export const ASSIGNMENT_REFUSED = 'registration.assignment-refused';
export const ASSIGNMENT_WITHDRAWN = 'registration.assignment-withdrawn';

export const assignmentStates = new StateTable<AssignmentState, AssignmentAction>(
  'assignment',
  'PENDING',
  ['REFUSED', 'WITHDRAWN'],
  [
    {
      id: 'S1',
      action: 'accept',
      from: ['PENDING'],
      to: 'ACCEPTED',
      actor: 'the person, or the head of the office',
      guard: 'assigned to that person or office',
      effect: 'it is on their list as theirs',
    },
    {
      id: 'S2',
      action: 'refuse',
      from: ['PENDING', 'ACCEPTED'],
      to: 'REFUSED',
      actor: 'the person, or the head of the office',
      guard: 'a reason',
      effect: 'it goes back to whoever assigned it, and is seen no more by this assignment',
    },
    {
      id: 'S3',
      action: 'withdraw',
      from: ['PENDING', 'ACCEPTED'],
      to: 'WITHDRAWN',
      actor: 'protocol operator, or the head who assigned it on',
      guard: 'a reason',
      effect: 'it is seen no more by this assignment; another may follow',
    },
  ],
);
