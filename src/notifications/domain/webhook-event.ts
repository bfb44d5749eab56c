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
] as const;

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/**
 * What is sent: which thing, what happened, when. No subject, no name: whoever is told asks the API, with a token, for
 * what it may see.
 */
export function webhookPayload(event: string, streamId: string, at: Date): string {
  return JSON.stringify({ type: event, timestamp: at.toISOString(), data: { id: streamId } });
}
