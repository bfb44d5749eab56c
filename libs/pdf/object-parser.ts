import { damaged, PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import { NULL, type PdfObject, type PdfString } from './objects';
import { tokenOf } from './short-tokens';

/** Thrown when an object does not end inside the window that was read: the reader widens it and starts again. */
export const WINDOW_END = new Error('the window ends inside an object');

const REGULAR = 0;
const WHITE = 1;
const DELIMITER = 2;

/** Class of every byte: ISO 32000-1 §7.2.2, tables 1 and 2. */
const CLASS = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) CLASS[byte] = WHITE;
for (const character of '()<>[]{}/%') CLASS[character.charCodeAt(0)] = DELIMITER;

const DIGITS = /^\d+$/;
const INTEGER = /^[+-]?\d+$/;
const REAL = /^[+-]?(?:\d+\.\d*|\.\d+)$/;
const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** True for a byte that may stand in a name, number or keyword (ISO 32000-1 §7.2.2); false past the end. */
export function isRegular(byte: number | undefined): boolean {
  return byte !== undefined && CLASS[byte] === REGULAR;
}

/** A window on the bytes of a source. */
export interface ParserWindow {
  readonly bytes: Buffer;
  /** Absolute offset of the first byte of the window; `null` inside an object stream. */
  readonly start: number | null;
  /** Nothing follows the window, so that its end ends a token. */
  readonly isLast: boolean;
  readonly maxDepth: number;
}

/**
 * Reads objects from one window (ISO 32000-1 §7.2, §7.3). Lenient where readers agree: spellings of numbers, names
 * with a broken `#` escape. Everything else that is no object is refused as damaged.
 *
 * @throws WINDOW_END where the window is too short, PdfRefused `PDF_DAMAGED`, `PDF_TOO_DEEP`.
 */
export class ObjectParser {
  position: number;
  private readonly bytes: Buffer;

  constructor(
    private readonly window: ParserWindow,
    position = 0,
  ) {
    this.bytes = window.bytes;
    this.position = position;
  }

  /** The byte at the position plus `ahead`; `undefined` after the very last one. */
  peek(ahead = 0): number | undefined {
    const byte = this.bytes[this.position + ahead];
    if (byte === undefined && !this.window.isLast) throw WINDOW_END;
    return byte;
  }

  /** Passes white space and comments. */
  skipWhite(): void {
    for (;;) {
      while (CLASS[this.bytes[this.position] ?? 0x28] === WHITE) this.position += 1;
      if (this.peek() !== 0x25) return;
      this.skipComment();
    }
  }

  /** The run of regular bytes at the position, which may be empty; the position moves behind it. */
  regular(): string {
    const from = this.position;
    let end = from;
    while (CLASS[this.bytes[end] ?? 0x20] === REGULAR) end += 1;
    this.position = end;
    this.peek();
    return tokenOf(this.bytes, from, end);
  }

  /** Moves behind `keyword` where it is the next token; else the position stays. */
  takeKeyword(keyword: string): boolean {
    const from = this.position;
    this.skipWhite();
    if (this.regular() === keyword) return true;
    this.position = from;
    return false;
  }

  /** The next object. `depth` counts the containers around it. */
  object(depth = 0): PdfObject {
    if (depth > this.window.maxDepth) {
      throw new PdfRefused(pdfRefusals.TOO_DEEP({ limit: this.window.maxDepth }));
    }
    this.skipWhite();
    switch (this.peek()) {
      case undefined:
        throw damaged('an object is cut off');
      case 0x2f:
        return { kind: 'name', value: this.name() };
      case 0x28:
        return this.literalString();
      case 0x3c:
        return this.peek(1) === 0x3c ? this.dictionary(depth) : this.hexString();
      case 0x5b:
        return this.array(depth);
      default:
        return this.atom();
    }
  }

  private skipComment(): void {
    for (;;) {
      const byte = this.peek();
      if (byte === undefined || byte === 10 || byte === 13) return;
      this.position += 1;
    }
  }

  private name(): string {
    this.position += 1;
    const spelt = this.regular();
    if (!spelt.includes('#')) return spelt;
    return spelt.replace(/#([0-9A-Fa-f]{2})/g, (_escape, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }

  private dictionary(depth: number): PdfObject {
    this.position += 2;
    const entries = new Map<string, PdfObject>();
    let hasDuplicateKeys = false;
    for (;;) {
      this.skipWhite();
      const byte = this.peek();
      if (byte === 0x3e && this.peek(1) === 0x3e) {
        this.position += 2;
        return { kind: 'dictionary', entries, hasDuplicateKeys };
      }
      if (byte !== 0x2f) throw damaged('a dictionary has a key that is no name');
      const key = this.name();
      hasDuplicateKeys ||= entries.has(key);
      this.skipWhite();
      // A key without value before the closing brackets: readers agree on null.
      const isMissing = this.peek() === 0x3e;
      entries.set(key, isMissing ? NULL : this.object(depth + 1));
    }
  }

  private array(depth: number): PdfObject {
    this.position += 1;
    const items: PdfObject[] = [];
    for (;;) {
      this.skipWhite();
      if (this.peek() === 0x5d) {
        this.position += 1;
        return { kind: 'array', items };
      }
      items.push(this.object(depth + 1));
    }
  }

  private atom(): PdfObject {
    const token = this.regular();
    if (token === '') throw damaged('a bracket stands alone');
    if (INTEGER.test(token)) return this.reference(token) ?? number(token);
    if (REAL.test(token)) return number(token);
    if (token === 'true' || token === 'false') return { kind: 'boolean', value: token === 'true' };
    if (token === 'null') return NULL;
    if (/^[+\-.\d]/.test(token)) return number(token);
    throw damaged('a keyword stands where an object should');
  }

  /** Looks two tokens ahead for `generation R`. */
  private reference(token: string): PdfObject | undefined {
    const behindNumber = this.position;
    if (token.length <= 10 && isDigit(token.charCodeAt(0))) {
      this.skipWhite();
      if (isDigit(this.peek())) {
        const generation = this.regular();
        if (generation.length <= 5 && DIGITS.test(generation)) {
          this.skipWhite();
          if (this.peek() === 0x52) {
            this.position += 1;
            if (!isRegular(this.peek())) {
              return { kind: 'reference', objectNumber: Number(token), generation: Number(generation) };
            }
          }
        }
      }
    }
    this.position = behindNumber;
    return undefined;
  }

  private hexString(): PdfString {
    const from = this.position;
    const close = this.bytes.indexOf(0x3e, from);
    if (close === -1) throw this.window.isLast ? damaged('a string is cut off') : WINDOW_END;
    this.position = close + 1;
    let digits = this.bytes.toString('latin1', from + 1, close);
    const plain = Buffer.from(digits, 'hex');
    // Decoding ends at the first foreign character: what came out whole had none.
    if (plain.length * 2 === digits.length) return this.string(plain, 'hex', from);
    if (/[^0-9A-Fa-f]/.test(digits)) digits = digits.replace(/[\0\t\n\f\r ]/g, '');
    if (/[^0-9A-Fa-f]/.test(digits)) throw damaged('a hexadecimal string has a foreign character');
    // ISO 32000-1 §7.3.4.3: a missing last digit is zero.
    const bytes = Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex');
    return this.string(bytes, 'hex', from);
  }

  /** ISO 32000-1 §7.3.4.2. */
  private literalString(): PdfString {
    const from = this.position;
    this.position += 1;
    const bytes: number[] = [];
    let open = 1;
    for (;;) {
      const byte = this.peek();
      if (byte === undefined) throw damaged('a string is cut off');
      this.position += 1;
      if (byte === 0x5c) {
        this.escape(bytes);
        continue;
      }
      if (byte === 0x28) open += 1;
      if (byte === 0x29) open -= 1;
      if (open === 0) return this.string(Buffer.from(bytes), 'literal', from);
      if (byte === 13) {
        if (this.peek() === 10) this.position += 1;
        bytes.push(10);
      } else bytes.push(byte);
    }
  }

  private escape(bytes: number[]): void {
    const byte = this.peek();
    if (byte === undefined) throw damaged('a string is cut off');
    this.position += 1;
    if (byte >= 0x30 && byte <= 0x37) {
      let code = byte - 0x30;
      for (let digits = 1; digits < 3; digits += 1) {
        const next = this.peek();
        if (next === undefined || next < 0x30 || next > 0x37) break;
        code = code * 8 + next - 0x30;
        this.position += 1;
      }
      bytes.push(code & 0xff);
    } else if (byte === 13) {
      if (this.peek() === 10) this.position += 1;
    } else if (byte !== 10) {
      bytes.push(ESCAPES[String.fromCharCode(byte)] ?? byte);
    }
  }

  private string(bytes: Buffer, form: 'literal' | 'hex', from: number): PdfString {
    const { start } = this.window;
    return {
      kind: 'string',
      bytes,
      form,
      start: start === null ? null : start + from,
      end: start === null ? null : start + this.position,
    };
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function number(raw: string): PdfObject {
  const value = Number(raw);
  // Misspelt numbers such as `--5` count as zero, as the common readers have it, and are written back as they were.
  return { kind: 'number', value: Number.isFinite(value) ? value : 0, raw };
}
