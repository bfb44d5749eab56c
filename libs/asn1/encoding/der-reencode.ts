import { type Asn1Node } from './ber-reader';
import { element, sortSetOf } from './der-writer';
import { octetContent } from './values';
import { TAG, TAG_CLASS } from './tag';

/**
 * The same value in DER: definite and shortest lengths, strings in one piece, members of every SET in order,
 * BOOLEAN true as FF. Tags of more than one byte keep their header as it stands.
 *
 * @standard X.690 §10, §11
 * @throws Asn1Error
 */
export function toDer(node: Asn1Node): Buffer {
  const universal = node.tagClass === TAG_CLASS.universal;
  if (node.tag >= 0x1f) return node.bytes;
  if (!node.constructed) {
    const isTrue =
      universal && node.tag === TAG.boolean && node.content.length === 1 && node.content[0] !== 0;
    return element((node.tagClass << 6) | node.tag, isTrue ? Buffer.from([0xff]) : node.content);
  }
  if (universal && node.tag === TAG.octetString) return element(TAG.octetString, octetContent(node));
  const parts = node.children().map(toDer);
  const ordered = universal && node.tag === TAG.set ? sortSetOf(parts) : parts;
  return element((node.tagClass << 6) | 0x20 | node.tag, ...ordered);
}

/**
 * True when the bytes of the element already are its DER.
 *
 * @standard X.690 §10, §11
 */
export function isDer(node: Asn1Node): boolean {
  return toDer(node).equals(node.bytes);
}
