import { PROTOCOL } from '../../domain/registers-wanted';

/** What a number is asked for. */
export interface NumberWanted {
  readonly requestId: string;
  readonly revision: number;
  /** `PROTOCOL`, or the id of a repertory. */
  readonly register: string;
  readonly stepId: string | null;
  /** The annulled registration whose act is registered again. */
  readonly againOf: string | null;
  /** Of a number printed in its act: how many were taken before it and not signed. */
  readonly attempt?: number;
}

/**
 * The key under which a number is asked for, whatever is repeated: one for each revision and register, one for each step
 * that takes a number, one for each registration that is annulled.
 */
export function numberingKey({
  requestId,
  revision,
  register,
  stepId,
  againOf,
  attempt,
}: NumberWanted): string {
  const key = `signing-request:${requestId}:${revision}`;
  if (againOf) return `${key}:again:${againOf}`;
  if (stepId) return `${key}:step:${stepId}${attempt ? `:${attempt}` : ''}`;
  return register === PROTOCOL ? key : `${key}:${register}`;
}

/** Null for a key of somebody else. */
export function requestOfKey(key: string): string | null {
  return /^signing-request:([0-9a-f-]{36}):\d+(:|$)/.exec(key)?.[1] ?? null;
}
