import { createHash } from 'node:crypto';
import type { RegisterKey } from '../domain/registration-entry';

/** A 64-bit name for the lock of a register; two that met by chance would only wait for each other. */
export function lockOf({ bodyId, aooId, registerId }: RegisterKey): bigint {
  return createHash('sha256').update(`numbering ${bodyId} ${aooId} ${registerId}`).digest().readBigInt64BE(0);
}
