/** What other applications may be told of: journal types whose meaning we keep. */
export const WEBHOOK_EVENTS = [
  'signing-request.started',
  'signing-request.step-opened',
  'signing-request.returned',
  'signing-request.recalled',
  'signing-request.cancelled',
  'signing-request.signed',
  'signing-request.registered',
  'signing-request.archived',
  'registration.committed',
  'registration.completed',
  'registration.assigned',
  'registration.data-corrected',
  'registration.annulled',
  'dispatch.opened',
  'dispatch.moved',
  'daily-register.closed',
  'daily-register.late',
] as const;

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** What happened to which thing; `registrationId` where the thing belongs to an entry of the register. */
export interface ToldEvent {
  readonly type: string;
  readonly streamId: string;
  readonly registrationId?: string | undefined;
  readonly at: Date;
}

/**
 * What is sent: which thing, what happened, when. No subject, no name: whoever is told asks the API, with a token, for
 * what it may see.
 */
export function webhookPayload({ type, streamId, registrationId, at }: ToldEvent): string {
  const belongsTo = registrationId === undefined || registrationId === streamId ? {} : { registrationId };
  return JSON.stringify({ type, timestamp: at.toISOString(), data: { id: streamId, ...belongsTo } });
}
