import * as fc from 'fast-check';

export const PEOPLE = ['anna', 'bruno', 'carla', 'dino', 'elena'] as const;
export const MINUTE = 60_000;
export const MARKS = ['SIGN', 'RETURN', 'QUESTION', 'NOT_MINE'] as const;

export interface Command {
  readonly what: string;
  readonly who: number;
  readonly which: number;
  readonly minutes: number;
}

export const command: fc.Arbitrary<Command> = fc.record({
  what: fc.constantFrom(
    ...['endorse', 'opinion', 'return', 'take-back', 'mark', 'unmark', 'claim', 'release', 'decline'],
    ...['transfer', 'sign', 'sign', 'stop-signing', 'finish-signing', 'finish-signing', 'wait', 'settle'],
    ...['suspend', 'answer', 'withdraw-question', 'give-up', 'recall', 'order-recall', 'undo-signed'],
    ...[
      'expire',
      'extend',
      'lapse',
      'address-anew',
      'ask-number',
      'ask-number',
      'number',
      'number',
      'send-back',
      'archive',
      'deliver',
      'deliver',
      'deliver',
      'cancel',
      'crash',
      'perform',
      'perform',
      'step-number',
      'annul',
      'register-again',
    ],
  ),
  who: fc.nat(PEOPLE.length - 1),
  which: fc.nat(20),
  minutes: fc.integer({ min: 1, max: 600 }),
});

export const step = fc.record({
  kind: fc.constantFrom(
    ...(['ENDORSE', 'OPINION', 'SIGN', 'READ', 'SIGN', 'ENDORSE', 'NUMBER', 'SEGNATURA'] as const),
  ),
  people: fc.uniqueArray(fc.nat(PEOPLE.length - 1), { minLength: 1, maxLength: 4 }),
  joins: fc.boolean(),
  slack: fc.nat(3),
  strict: fc.boolean(),
});

export type WantedStep = typeof step extends fc.Arbitrary<infer T> ? T : never;
