import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 4096;
const BYTES_PER_ID = 10;
const pool = Buffer.allocUnsafe(POOL_BYTES);
let used = POOL_BYTES;
let lastMillisecond = 0;
let counter = 0;

/**
 * A UUID version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then a 12-bit counter that makes ids of one
 * process and one millisecond sort in the order they were made (§6.2, method 1), then 62 random bits.
 */
export function newId(): string {
  if (used + BYTES_PER_ID > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, used + BYTES_PER_ID);
  used += BYTES_PER_ID;

  const now = Date.now();
  if (now > lastMillisecond) {
    lastMillisecond = now;
    counter = random.readUInt16BE(8) & 0x7ff; // half the range is left for ids to come in this millisecond
  } else {
    counter += 1;
    if (counter > 0xfff) {
      lastMillisecond += 1;
      counter = 0;
    }
  }
  const time = lastMillisecond.toString(16).padStart(12, '0');
  const sequence = counter.toString(16).padStart(3, '0');
  const tail = random.toString('hex', 0, 8);
  const variant = ((random[0] ?? 0) & 0x3f) | 0x80;
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-${variant.toString(16)}${tail.slice(2, 4)}-${tail.slice(4, 16)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for the lower-case textual form of a UUID of any version. */
export function isId(value: string): boolean {
  return UUID.test(value);
}

declare const brand: unique symbol;

/** A string that only counts as the id of one kind of thing: `Id<'document'>` is no `Id<'person'>`. */
export type Id<Kind extends string> = string & { readonly [brand]?: Kind };
