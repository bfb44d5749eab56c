import { createHmac, hkdfSync } from 'node:crypto';

const SECRET_BYTES = 32;
const SECRET_PREFIX = 'whsec_';

/**
 * The secret of one webhook, derived from the installation's key: it need not be stored, and can be shown again only by
 * whoever holds the key (RFC 5869).
 */
export function webhookSecret(key: string, webhookId: string): string {
  const secret = hkdfSync('sha256', key, webhookId, 'libro-firma webhook', SECRET_BYTES);
  return SECRET_PREFIX + Buffer.from(secret).toString('base64');
}

export interface WebhookMessage {
  readonly id: string;
  /** Of this try, in whole seconds: a receiver refuses what is older than a few minutes. */
  readonly at: Date;
  readonly payload: string;
}

/** Headers of the Standard Webhooks convention: any of its libraries can check them. */
export function signedHeaders(secret: string, { id, at, payload }: WebhookMessage): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${payload}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
