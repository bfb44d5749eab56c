import { createHash } from 'node:crypto';
import type { Digest } from './merkle-tree';

/** SHA-256 over the parts one after the other (FIPS 180-4). */
export const sha256: Digest = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
