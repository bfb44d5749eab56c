const PEM_BLOCK = /-----BEGIN ([A-Z0-9 #]{1,40})-----([\s\S]*?)-----END \1-----/;
/** A line may end amid the padding. */
const BASE64 = /^[A-Za-z0-9+/\s]+(?:=\s*){0,2}$/;
const PROBE_BYTES = 4096;

/**
 * The binary form of a structure that may have come as text: DER and BER pass untouched; a PEM block of any label
 * and bare base64 (with line breaks, with or without a byte-order mark) are decoded. What is neither is returned as
 * it is, for the reader to refuse. Mail gateways and older signing programs hand out .p7m files in this form.
 *
 * @standard RFC 7468 §2
 */
export function withoutArmour(bytes: Buffer): Buffer {
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const start = bytes.toString('latin1', from, from + PROBE_BYTES).trimStart();
  if (start.startsWith('-----BEGIN ')) {
    const block = PEM_BLOCK.exec(bytes.toString('latin1', from));
    return block?.[2] === undefined ? bytes : Buffer.from(withoutHeaders(block[2]), 'base64');
  }
  // A BER structure begins with 30; base64 of one begins with M.
  if (!start.startsWith('M') || !BASE64.test(start.slice(0, 1024).replace(/[=\s]+$/, ''))) return bytes;
  const text = bytes.toString('latin1', from);
  return BASE64.test(text) ? Buffer.from(text, 'base64') : bytes;
}

/** Older PEM files carry headers before an empty line (RFC 1421 §4.6). */
function withoutHeaders(body: string): string {
  const blank = /\r?\n[ \t]*\r?\n/.exec(body);
  return blank && body.slice(0, blank.index).includes(':') ? body.slice(blank.index) : body;
}
