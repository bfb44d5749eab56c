const TOKEN_SLOTS = 4096;
const MAX_SHORT_TOKEN = 24;

/** The last short tokens by a hash of their bytes: the names of a file are few, and come again and again. */
const tokens: (string | undefined)[] = Array.from({ length: TOKEN_SLOTS });

/**
 * The bytes from `from` to `end` as Latin-1 text. Nothing is cut from the buffer where the same token was read before,
 * whatever the file: text that has the same hash takes the other's place, so that memory stays what it is.
 */
export function tokenOf(bytes: Buffer, from: number, end: number): string {
  const length = end - from;
  if (length > MAX_SHORT_TOKEN) return bytes.toString('latin1', from, end);
  let slot = length;
  for (let at = from; at < end; at += 1) slot = (slot * 31 + (bytes[at] ?? 0)) | 0;
  slot &= TOKEN_SLOTS - 1;
  const known = tokens[slot];
  if (known !== undefined && isSpelt(known, bytes, from, length)) return known;
  const token = bytes.toString('latin1', from, end);
  tokens[slot] = token;
  return token;
}

function isSpelt(token: string, bytes: Buffer, from: number, length: number): boolean {
  if (token.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (token.charCodeAt(at) !== bytes[from + at]) return false;
  return true;
}
