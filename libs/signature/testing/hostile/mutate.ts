/** What stands for lengths, counts and ends in the formats that are read here. */
const TOKENS = [
  '30 80',
  'ff ff ff ff',
  '00 00 00 00',
  '30 84 7f ff ff ff',
  '3c 61 3e',
  '3e 3e',
  '50 4b 01 02',
].map((hex) => Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const MAX_EDITS = 6;
const MAX_PIECE = 4096;
const MAX_BYTES = 4 * 1024 * 1024;

/** The file with some edits: bytes, pieces left out, repeated, moved in from another file, lengths that lie, an early end. */
export function mutate(file: Buffer, other: Buffer, next: (below: number) => number): Buffer {
  let bytes: Buffer = Buffer.from(file);
  for (let edits = 1 + next(MAX_EDITS); edits > 0 && bytes.length > 0; edits -= 1)
    bytes = edit(bytes, other, next);
  return bytes.subarray(0, MAX_BYTES);
}

function edit(bytes: Buffer, other: Buffer, next: (below: number) => number): Buffer {
  const at = next(bytes.length);
  const length = 1 + next(Math.min(MAX_PIECE, bytes.length));
  const put = (piece: Buffer, behind = at): Buffer =>
    Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(behind)]);
  switch (next(7)) {
    case 0:
      return put(Buffer.alloc(0), at + length);
    case 1:
      return put(bytes.subarray(at, at + length));
    case 2:
      return put(other.subarray(next(other.length)).subarray(0, length), at + length);
    case 3:
      return put(TOKENS[next(TOKENS.length)] ?? Buffer.alloc(0), at + next(2) * 4);
    case 4:
      return next(8) === 0 ? bytes.subarray(0, at) : put(Buffer.from([next(256)]));
    case 5:
      return put(Buffer.from(String(next(2 ** 31))), at + next(10));
    default:
      bytes[at] = next(256);
      return bytes;
  }
}
