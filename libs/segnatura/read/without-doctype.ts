const DOCTYPE = '<!DOCTYPE';
/** What may stand before the root element. */
const PROLOGUE = 4_096;

/**
 * The same bytes with a document type declaration that merely names its DTD blanked out, as every segnatura of 2001 has
 * one. One that declares anything itself (`[`) is left where it is, for the parser to refuse: nothing is ever fetched and
 * no entity is ever defined.
 */
export function withoutNamedDoctype(bytes: Buffer): Buffer {
  const begin = bytes.subarray(0, PROLOGUE).indexOf(DOCTYPE, 0, 'latin1');
  if (begin < 0) return bytes;
  const end = bytes.indexOf('>', begin, 'latin1');
  if (end < 0 || end > begin + PROLOGUE) return bytes;
  const declaration = bytes.toString('latin1', begin, end + 1);
  if (
    !/^<!DOCTYPE\s+[\w:.-]+\s*(?:SYSTEM\s+(?:"[^"<>[]*"|'[^'<>[]*')|PUBLIC\s+"[^"<>[]*"\s+"[^"<>[]*")?\s*>$/.test(
      declaration,
    )
  )
    return bytes;
  const copy = Buffer.from(bytes);
  copy.fill(' ', begin, end + 1);
  return copy;
}
