import type { ByteSource } from '@libro-firma/pdf';
import type { FormatName } from './format-reader';

const HEAD_BYTES = 2048;
const PDF_HEADER_WITHIN = 1024;
/** DER of the identifiers that a ContentInfo may begin with: signed-data, and timestamped data of RFC 5544. */
const CMS_TYPES = ['06092a864886f70d010702', '060b2a864886f70d010910011f'].map((hex) =>
  Buffer.from(hex, 'hex'),
);
const TYPE_WITHIN = 32;
const ARMOUR = /^\s*-----BEGIN (?:PKCS7|CMS|PKCS #7 SIGNED DATA|TIMESTAMP[A-Z ]*)-----/;
const BASE64 = /^[A-Za-z0-9+/=\s]+$/;

/**
 * What a file is, from its content alone: names and media types lie. A CMS comes before PDF, since one that carries a
 * PDF has the PDF's header within its first bytes; the other way round, a PDF never begins with a ContentInfo.
 */
export function detectFormat(source: ByteSource): FormatName | undefined {
  const head = source.read(0, HEAD_BYTES);
  if (isCms(head)) return 'cms';
  if (head.subarray(0, PDF_HEADER_WITHIN).includes('%PDF-')) return 'pdf';
  if (/^PK(?:\x03\x04|\x05\x06)/.test(head.toString('latin1', 0, 4))) return 'zip';
  if (isXml(head)) return 'xml';
  if (head[0] === 0x30) return 'cms';
  const text = head.toString('latin1');
  if (ARMOUR.test(text) || (BASE64.test(text) && isDerInBase64(text))) return 'cms';
  return undefined;
}

function isCms(head: Buffer): boolean {
  if (head[0] !== 0x30) return false;
  const start = head.subarray(0, TYPE_WITHIN);
  return CMS_TYPES.some((type) => start.includes(type));
}

/** White space or a byte order mark, then an element, a comment or a declaration, in any encoding of Unicode. */
function isXml(head: Buffer): boolean {
  const isUtf16 = head[0] === 0xff || head[0] === 0xfe || head[0] === 0 || head[1] === 0;
  const text = head.toString('latin1').replace(isUtf16 ? /[\0\xff\xfe]/g : /^\xef\xbb\xbf/, '');
  return /^\s*<[?!A-Za-z_]/.test(text);
}

function isDerInBase64(text: string): boolean {
  return Buffer.from(text.replace(/\s/g, '').slice(0, 8), 'base64')[0] === 0x30;
}
