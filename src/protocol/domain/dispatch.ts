import { StateTable } from '@libro-firma/kernel';

/** HAND: a clerk records it. MAIL: plain mail. PEC: waits on the clerk's desk until a PEC channel is there. PRINT: no digital address. */
export const DISPATCH_CHANNELS = ['HAND', 'MAIL', 'PEC', 'PRINT'] as const;
export type DispatchChannel = (typeof DISPATCH_CHANNELS)[number];

export const PRINT_COPIES = ['DUE', 'READY'] as const;
export type PrintCopy = (typeof PRINT_COPIES)[number];

export const DISPATCH_STATES = [
  'TO_SEND',
  'SENDING',
  'SENT',
  'ACCEPTED',
  'DELIVERED',
  'FAILED',
  'WITHDRAWN',
] as const;
export type DispatchState = (typeof DISPATCH_STATES)[number];

/** What a clerk may do; which of them, the state says. */
export const CLERK_ACTIONS = [
  'RETRY',
  'RECORD_SENT',
  'RECORD_ACCEPTED',
  'RECORD_DELIVERED',
  'RECORD_FAILED',
  'WITHDRAW',
] as const;
export type ClerkAction = (typeof CLERK_ACTIONS)[number];
export type DispatchAction = ClerkAction | 'SEND' | 'ACKNOWLEDGE' | 'POSTPONE' | 'GIVE_UP' | 'LOSE_SIGHT';

export const dispatchStates = new StateTable<DispatchState, DispatchAction>(
  'dispatch',
  'TO_SEND',
  ['DELIVERED', 'WITHDRAWN'],
  [
    {
      id: 'D1',
      action: 'SEND',
      from: ['TO_SEND'],
      to: 'SENDING',
      actor: 'the service',
      guard: 'mail, and the segnatura is sealed',
      effect: 'the intent is written before the mail server is spoken to',
    },
    {
      id: 'D2',
      action: 'ACKNOWLEDGE',
      from: ['SENDING'],
      to: 'SENT',
      actor: 'the service',
      guard: 'the mail server took it',
      effect: 'plain mail ends here: nobody proves that it arrived',
    },
    {
      id: 'D3',
      action: 'POSTPONE',
      from: ['SENDING'],
      to: 'TO_SEND',
      actor: 'the service',
      guard: 'it certainly did not leave, and may later',
      effect: 'tried again after a while',
    },
    {
      id: 'D4',
      action: 'GIVE_UP',
      from: ['SENDING'],
      to: 'FAILED',
      actor: 'the service',
      guard: 'the mail server refused it for good',
      effect: 'on the clerk’s desk',
    },
    {
      id: 'D5',
      action: 'LOSE_SIGHT',
      from: ['SENDING'],
      to: 'FAILED',
      actor: 'the service',
      guard: 'the process died, or the connection, while the mail server was taking it',
      effect: 'never sent again by itself: a clerk decides',
    },
    {
      id: 'D6',
      action: 'RETRY',
      from: ['FAILED'],
      to: 'TO_SEND',
      actor: 'a clerk',
      guard: '',
      effect: 'sent once more, under the same Message-ID',
    },
    {
      id: 'D7',
      action: 'RECORD_SENT',
      from: ['TO_SEND', 'FAILED'],
      to: 'SENT',
      actor: 'a clerk',
      guard: 'means, day and proof',
      effect: '',
    },
    {
      id: 'D8',
      action: 'RECORD_ACCEPTED',
      from: ['SENT'],
      to: 'ACCEPTED',
      actor: 'a clerk',
      guard: 'day and proof',
      effect: '',
    },
    {
      id: 'D9',
      action: 'RECORD_DELIVERED',
      from: ['SENT', 'ACCEPTED'],
      to: 'DELIVERED',
      actor: 'a clerk',
      guard: 'day and proof',
      effect: '',
    },
    {
      id: 'D10',
      action: 'RECORD_FAILED',
      from: ['SENT', 'ACCEPTED'],
      to: 'FAILED',
      actor: 'a clerk',
      guard: 'day and proof',
      effect: '',
    },
    {
      id: 'D11',
      action: 'WITHDRAW',
      from: ['TO_SEND', 'FAILED'],
      to: 'WITHDRAWN',
      actor: 'a clerk',
      guard: 'a reason',
      effect: 'another way to the same recipient may be opened',
    },
  ],
);

/** What the clerk can do now; of what the service itself is sending, nothing. */
export function clerkActions(state: DispatchState): readonly ClerkAction[] {
  return CLERK_ACTIONS.filter((action) => dispatchStates.next(state, action) !== undefined);
}

export const DISPATCH_STREAM = 'dispatch';
export const DISPATCH_OPENED = 'dispatch.opened';
export const DISPATCH_MOVED = 'dispatch.moved';
/** The recipient has no digital address: copies makes the stamped copy to print. Payload: dispatchId, registrationId. */
export const DISPATCH_TO_PRINT = 'dispatch.to-print';
