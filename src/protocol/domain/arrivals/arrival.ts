import type { Correspondent, MEANS } from '../registration';

/** How a document reached the desk; mail and PEC will come by the same door. */
export const ARRIVAL_CHANNELS = ['UPLOAD', 'FOLDER', 'API'] as const;
export type ArrivalChannel = (typeof ARRIVAL_CHANNELS)[number];

export const ARRIVAL_STATES = ['WAITING', 'EXCLUDED', 'REGISTERED'] as const;
export type ArrivalState = (typeof ARRIVAL_STATES)[number];

export const ARRIVAL_STREAM = 'arrival';
export const ARRIVAL_RECEIVED = 'arrival.received';
export const ARRIVAL_EXCLUDED = 'arrival.excluded';
export const ARRIVAL_BROUGHT_BACK = 'arrival.brought-back';
export const ARRIVAL_REGISTERED = 'arrival.registered';

/** What is known of an arrival before a person has looked at it: proposals, each of which the person may change. */
export interface ArrivalHints {
  readonly subject?: string;
  readonly sender?: Correspondent;
  readonly means?: (typeof MEANS)[number];
  readonly mailbox?: string;
  readonly messageId?: string;
  readonly senderReference?: string;
  readonly senderReferenceDate?: string;
  readonly documentType?: string;
}

/**
 * The key that an arrival is registered with: one arrival has one number, however many hands reach for it, and the
 * register itself tells that it was registered.
 */
export function keyOfArrival(arrivalId: string): string {
  return `arrival:${arrivalId}`;
}
