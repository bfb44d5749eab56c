import { createHash } from 'node:crypto';

/** What the database keeps of a token. Tokens are 256 random bits: a plain hash cannot be turned back. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
