import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let bytes: Buffer | undefined;

/**
 * Liberation Sans, SIL Open Font License 1.1 (`LiberationSans-LICENSE.txt`): every letter of the European languages,
 * Greek and Cyrillic too. Read once; the buffer must not be written to.
 */
export function liberationSans(): Buffer {
  bytes ??= readFileSync(join(__dirname, 'LiberationSans-Regular.ttf'));
  return bytes;
}
