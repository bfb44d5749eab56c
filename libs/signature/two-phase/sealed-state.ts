import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { signatureRefusals } from '../signature.refusals';

/** To what a prepared signature is bound while its value is made elsewhere. */
export interface StateBinding {
  /** The task for which it was prepared, in the caller's words. */
  readonly task: string;
  readonly expiresAt: Date;
}

/** A state between the phases that may leave the server: authenticated, not encrypted, as it holds no secret. */
export type SealedState = string;

/** Where states that were used are remembered, as in a table with a unique key. */
export interface SpentStates {
  /** Marks an id as used; false when it was used before. Must hold for several processes at once. */
  spend(id: string, expiresAt: Date): boolean | Promise<boolean>;
}

const VERSION = 'sealed-state/1';
const MAX_STATE = 32 * 1024 * 1024;
const MIN_KEY_BYTES = 32;

/**
 * Seals the JSON of a prepared signature (`preparedPadesToJson`, `preparedCadesToJson`), which names document and
 * certificate by their hashes, together with its task and expiry.
 *
 * @param key at least 32 random bytes that stay on the server
 * @throws Error when the key is shorter: a bug of the caller
 * @standard RFC 2104
 */
export function sealState(prepared: object, { task, expiresAt }: StateBinding, key: Buffer): SealedState {
  const body = { v: VERSION, id: randomUUID(), task, expiresAt: expiresAt.toISOString(), prepared };
  const text = Buffer.from(JSON.stringify(body)).toString('base64url');
  return `${text}.${authenticator(text, key)}`;
}

/**
 * Opens a sealed state once. Refuses `SIGNATURE_STATE_NOT_OURS` (altered, or sealed by another key),
 * `SIGNATURE_STATE_OF_OTHER_TASK`, `SIGNATURE_STATE_EXPIRED`, `SIGNATURE_STATE_USED`. What it returns is for
 * `preparedPadesFromJson` or `preparedCadesFromJson`, which judge its form.
 */
export async function openState(
  sealed: SealedState,
  expected: { readonly task: string; readonly now: Date; readonly key: Buffer; readonly spent: SpentStates },
): Promise<Result<unknown>> {
  const { task, now, key, spent } = expected;
  const [text = '', mac = '', ...rest] = sealed.length > MAX_STATE ? [] : sealed.split('.');
  const right = Buffer.from(authenticator(text, key));
  const given = Buffer.from(mac);
  const isOurs = rest.length === 0 && given.length === right.length && timingSafeEqual(given, right);
  if (!isOurs) return refuse(signatureRefusals.STATE_NOT_OURS());
  const body = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as {
    readonly v: string;
    readonly id: string;
    readonly task: string;
    readonly expiresAt: string;
    readonly prepared: unknown;
  };
  if (body.v !== VERSION) return refuse(signatureRefusals.STATE_NOT_OURS());
  if (body.task !== task) return refuse(signatureRefusals.STATE_OF_OTHER_TASK());
  const expiresAt = new Date(body.expiresAt);
  if (now > expiresAt) return refuse(signatureRefusals.STATE_EXPIRED({ instant: body.expiresAt }));
  if (!(await spent.spend(body.id, expiresAt))) return refuse(signatureRefusals.STATE_USED());
  return accept(body.prepared);
}

function authenticator(text: string, key: Buffer): string {
  if (key.length < MIN_KEY_BYTES) throw new Error('the key of sealed states has at least 32 bytes');
  return createHmac('sha256', key).update(`${VERSION}.${text}`).digest('base64url');
}

/** Remembers used states in this process alone: for tests and for services of one process. */
export function spentInMemory(): SpentStates {
  const ids = new Set<string>();
  return {
    spend(id) {
      const isFirst = !ids.has(id);
      ids.add(id);
      return isFirst;
    },
  };
}
