import { Asn1Error } from './asn1-error';
import type { BytesAtRest } from './bytes-at-rest';

/** Decoded bytes that are found at once. */
const BLOCK_BYTES = 48 * 1024;
const BLOCK_DIGITS = (BLOCK_BYTES / 3) * 4;
const CACHED_BLOCKS = 4;
const SCANNED_BYTES = 256 * 1024;
/** The text of a block, line ends and all: what has more of them than digits is no armour. */
const MAX_BLOCK_TEXT = 16 * BLOCK_DIGITS;
/** Boundary line and headers. */
const PROBE_BYTES = 8192;

/**
 * The binary form of a structure of any size that may have come as text, decoded where it is read: as `withoutArmour`,
 * but nothing is held but an index of 8 bytes for each 64 KiB of text, and a few blocks. The text is walked through once
 * to find its end. What is no armour, or is armour without an end, is returned as it is.
 *
 * @standard RFC 7468 §2; RFC 4648 §4
 */
export function withoutArmourAtRest(file: BytesAtRest): BytesAtRest {
  const start = startOfDigits(file);
  const index = start && indexOf(file, start);
  return index ? decoded(file, index) : file;
}

interface Start {
  readonly at: number;
  /** Line with which the block ends; undefined for bare base64, which ends with the file. */
  readonly end: string | undefined;
}

function startOfDigits(file: BytesAtRest): Start | undefined {
  const probe = file.read(0, PROBE_BYTES);
  const from = probe[0] === 0xef && probe[1] === 0xbb && probe[2] === 0xbf ? 3 : 0;
  const text = probe.toString('latin1', from);
  const pem = /^\s*-----BEGIN ([A-Z0-9 #]{1,40})-----/.exec(text);
  if (pem) {
    // Older files carry headers before an empty line (RFC 1421 §4.6).
    const headers = /^[^:\r\n]*\r?\n?(?:[^\r\n]*:[^\r\n]*\r?\n)(?:[^\r\n]+\r?\n)*[ \t]*\r?\n/.exec(
      text.slice(pem[0].length),
    );
    const at = from + pem[0].length + (headers?.[0].length ?? 0);
    return { at, end: `-----END ${pem[1] ?? ''}-----` };
  }
  return /^\s*M/.test(text) ? { at: from, end: undefined } : undefined;
}

interface DigitIndex {
  /** Where the text of each block begins. */
  readonly starts: readonly number[];
  /** One past the last digit. */
  readonly end: number;
  readonly size: number;
}

const DASH = 0x2d;
const PADDING = 0x3d;
/** 1 for digits, 2 for what may stand between them, 0 for anything else. */
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (/[A-Za-z0-9+/]/.test(String.fromCharCode(byte))) return 1;
  return /[ \t\r\n\f\v]/.test(String.fromCharCode(byte)) ? 2 : 0;
});

/** Walks through the digits to their end; undefined where the text is no armour after all. */
function indexOf(file: BytesAtRest, { at: begin, end: boundary }: Start): DigitIndex | undefined {
  const starts: number[] = [];
  let digits = 0;
  let last = begin;
  for (let at = begin; at < file.size; at += SCANNED_BYTES) {
    const piece = file.read(at, SCANNED_BYTES);
    for (let offset = 0; offset < piece.length; offset += 1) {
      const byte = piece[offset] ?? 0;
      const kind = KINDS[byte] ?? 0;
      if (kind === 1) {
        const place = at + offset;
        if (digits % BLOCK_DIGITS === 0) starts.push(place);
        if (place - (starts.at(-1) ?? place) > MAX_BLOCK_TEXT) return undefined;
        digits += 1;
        last = place + 1;
      } else if (kind === 0) {
        if (!isEnd(file, at + offset, byte, boundary)) return undefined;
        return { starts, end: last, size: Math.floor((digits * 3) / 4) };
      }
    }
  }
  return boundary === undefined ? { starts, end: last, size: Math.floor((digits * 3) / 4) } : undefined;
}

const MAX_TAIL = 4096;

/** Padding, of which a line may end amid, then the boundary line; in bare base64 nothing but line ends. */
function isEnd(file: BytesAtRest, at: number, byte: number, boundary: string | undefined): boolean {
  if (byte !== PADDING && byte !== DASH) return false;
  const tail = file
    .read(at, MAX_TAIL)
    .toString('latin1')
    .replace(/^(?:=\s*){0,2}/, '');
  return boundary === undefined ? tail === '' && at + MAX_TAIL >= file.size : tail.startsWith(boundary);
}

function decoded(file: BytesAtRest, { starts, end, size }: DigitIndex): BytesAtRest {
  const blocks = new Map<number, Buffer>();
  const blockAt = (index: number): Buffer => {
    const known = blocks.get(index);
    if (known) return known;
    const from = starts[index] ?? end;
    const text = file.read(from, (starts[index + 1] ?? end) - from);
    const block = Buffer.from(text.toString('latin1'), 'base64');
    const [oldest] = blocks.keys();
    if (blocks.size >= CACHED_BLOCKS && oldest !== undefined) blocks.delete(oldest);
    blocks.set(index, block);
    return block;
  };
  return {
    size,
    read(position, length) {
      const from = Math.min(Math.max(position, 0), size);
      const to = Math.min(Math.max(from, position + length), size);
      const found: Buffer[] = [];
      for (let at = from; at < to;) {
        const block = Math.floor(at / BLOCK_BYTES);
        const start = at - block * BLOCK_BYTES;
        const piece = blockAt(block).subarray(start, start + to - at);
        if (piece.length === 0) throw new Asn1Error('TRUNCATED', 'the text became shorter', at);
        found.push(piece);
        at += piece.length;
      }
      return found.length === 1 && found[0] ? found[0] : Buffer.concat(found);
    },
  };
}
