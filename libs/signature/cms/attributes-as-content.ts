import { OID, oidOf, readAsn1, readOrNothing, setOf } from '@libro-firma/asn1';
import type { SignedContent } from './signed-content';

const MAX_ATTRIBUTES_BYTES = 64 * 1024;
const SET_OF = 0x31;

/**
 * True for content that is a set of signed attributes. A signature over attributes also verifies over a CMS without
 * attributes whose content they are: whoever hands that out makes a signer sign what he never saw.
 *
 * @standard RFC 5652 §5.4; RFC 5652 §14
 */
export function isSignedAttributes(content: SignedContent): boolean {
  const pieces: Buffer[] = [];
  let length = 0;
  for (const piece of content.pieces()) {
    pieces.push(piece);
    length += piece.length;
    if (length > MAX_ATTRIBUTES_BYTES) return false;
  }
  const bytes = Buffer.concat(pieces);
  if (bytes[0] !== SET_OF) return false;
  const types = readOrNothing(() => setOf(readAsn1(bytes)).map((item) => oidOf(item.child(0))));
  return types?.includes(OID.messageDigest) === true || types?.includes(OID.contentType) === true;
}
