import type { Refusal } from './refusal';

/**
 * Outcome of something that may lawfully be refused. An expected refusal is a value and travels back to
 * whoever asked; only a fault (a bug, a machine that fails) is thrown.
 */
export type Result<T> = Accepted<T> | Refused;

export interface Accepted<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
}

/** The outcome of what was done: its value. */
export function accept<T>(value: T): Accepted<T> {
  return { ok: true, value };
}

/** The outcome of what was refused: why, by a stable code and in both languages. */
export function refuse(refusal: Refusal): Refused {
  return { ok: false, refusal };
}

/** True for the accepted side of a {@link Result}, whatever `value` it is shown. */
export function isAccepted(value: unknown): value is Accepted<unknown> {
  return (
    typeof value === 'object' && value !== null && 'ok' in value && value.ok === true && 'value' in value
  );
}

/** True for the refused side of a {@link Result}, whatever `value` it is shown. */
export function isRefused(value: unknown): value is Refused {
  return (
    typeof value === 'object' && value !== null && 'ok' in value && value.ok === false && 'refusal' in value
  );
}

/** The accepted value; throws the refusal as a fault where a refusal would be a bug of ours. */
export function mustAccept<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.refusal.code}: ${result.refusal.text.en}`);
}
