import { pdfString, type PdfObject, type PdfString } from './objects';

/** Code points of PDFDocEncoding that differ from Latin-1: ISO 32000-1 annex D.3, codes 0x18 to 0x1f and 0x80 to 0xa0. */
const LOW = '\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc';
const HIGH =
  '\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018' +
  '\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e\ufffd\u20ac';

/** A text string (ISO 32000-1 §7.9.2.2): ASCII where that is enough, else UTF-16BE with its byte order mark. */
export function textString(text: string): PdfString {
  if (/^[\x20-\x7e]*$/.test(text)) return pdfString(Buffer.from(text, 'latin1'));
  const units = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return pdfString(units, 'hex');
}

/** The text of a text string in any of its encodings, UTF-8 of ISO 32000-2 §7.9.2.2 included; `null` for no string. */
export function decodeText(object: PdfObject): string | null {
  if (object.kind !== 'string') return null;
  const { bytes } = object;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)));
    return even.swap16().toString('utf16le');
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3);
  return bytes
    .toString('latin1')
    .replace(/[\x18-\x1f]/g, (character) => LOW[character.charCodeAt(0) - 0x18] ?? character)
    .replace(/[\x80-\xa0]/g, (character) => HIGH[character.charCodeAt(0) - 0x80] ?? character);
}

/** A date (ISO 32000-1 §7.9.4) in UTC, to the second. */
export function dateString(instant: Date): PdfString {
  const digits = instant.toISOString().slice(0, 19).replace(/\D/g, '');
  return pdfString(Buffer.from(`D:${digits}+00'00'`, 'latin1'));
}
