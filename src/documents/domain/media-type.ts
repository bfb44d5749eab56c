/** What a format begins with. Content decides, never the extension (AgID guidelines, Allegato 2). */
const SIGNS: readonly { readonly at: number; readonly bytes: string; readonly type: string }[] = [
  { at: 0, bytes: '89504e470d0a1a0a', type: 'image/png' },
  { at: 0, bytes: 'ffd8ff', type: 'image/jpeg' },
  { at: 0, bytes: '47494638', type: 'image/gif' },
  { at: 0, bytes: '49492a00', type: 'image/tiff' },
  { at: 0, bytes: '4d4d002a', type: 'image/tiff' },
  { at: 0, bytes: '504b0304', type: 'application/zip' },
  { at: 0, bytes: 'd0cf11e0a1b11ae1', type: 'application/x-ole-storage' },
  { at: 0, bytes: '3c3f786d6c', type: 'application/xml' },
];

const PDF_HEADER_WITHIN = 1024;
/** ASN.1 SEQUENCE of a length in 0 (indefinite), 2, 3 or 4 bytes, followed by the OID of signed data. */
const SIGNED_DATA_OID = Buffer.from('06092a864886f70d010702', 'hex');

/** Media type by the first bytes of a file; `application/octet-stream` when nothing is recognised. */
export function mediaTypeOf(head: Buffer): string {
  // Before what it may hold: the PDF inside of an envelope begins soon after its head.
  if (head[0] === 0x30 && head.subarray(0, 24).includes(SIGNED_DATA_OID)) return 'application/pkcs7-mime';
  if (head.subarray(0, PDF_HEADER_WITHIN).includes('%PDF-')) return 'application/pdf';
  const sign = SIGNS.find(({ at, bytes }) =>
    head.subarray(at, at + bytes.length / 2).equals(Buffer.from(bytes, 'hex')),
  );
  if (sign) return sign.type === 'application/zip' ? containerTypeOf(head) : sign.type;
  return isText(head) ? 'text/plain; charset=utf-8' : 'application/octet-stream';
}

/** OpenDocument and ASiC containers name their type in a first, stored member called mimetype. */
function containerTypeOf(head: Buffer): string {
  const named = /mimetype(application\/(?:vnd\.oasis\.opendocument\.[a-z-]+|vnd\.etsi\.asic-[es]\+zip))/.exec(
    head.subarray(30, 150).toString('latin1'),
  );
  return named?.[1] ?? 'application/zip';
}

function isText(head: Buffer): boolean {
  if (head.length === 0 || head.includes(0)) return false;
  const text = head.toString('utf8');
  const broken = [...text].filter((character) => character === '\uFFFD').length;
  return broken <= 1; // a character cut in two at the end of what was read
}
