import {
  element,
  OID,
  readAsn1,
  readOrNothing,
  readSignedDataNode,
  readTstInfo,
  sequenceOf,
  toDer,
  type Asn1Node,
  type SignedData,
  type SignerInfo,
} from '@libro-firma/asn1';
import { contentOfPieces, type SignedContent } from '../cms/signed-content';
import { attributeType } from './archive-imprint-v3';

const ARCHIVE_TYPES: readonly string[] = [OID.archiveTimestampV2, OID.archiveTimestampV3];

/**
 * What an archive-time-stamp-v2 may have stamped: the content, certificates, revocation values and the signer with its
 * unsigned attributes, those left out that came later. Two readings of the standard are about, with and without the
 * header of the unsigned attributes (TS 101 733 annex K, note 3), and files in BER and in DER.
 *
 * @standard ETSI TS 101 733 V2.2.1 §6.4.1; RFC 5126 §6.4.1
 */
export function archiveImprintsV2(
  token: Asn1Node,
  data: SignedData,
  signer: SignerInfo,
  content: SignedContent,
): readonly SignedContent[] {
  const stampedAt = genTimeOf(token);
  const attributes = (signer.unsignedAttributes?.node.children() ?? []).filter((attribute) =>
    isEarlier(attribute, token, stampedAt),
  );
  const signerParts = sequenceOf(signer.node).filter((part) => !part.isContext(1));
  const detached = (): Iterable<Buffer> => (data.content === undefined ? content.pieces() : []);
  const encodings = [(node: Asn1Node): Buffer => node.bytes, toDer];
  return encodings.flatMap((encode) =>
    [true, false].map((isWithHeader) =>
      contentOfPieces(function* () {
        yield encode(data.node.child(2));
        yield* detached();
        for (const part of [data.certificateSet, data.crlSet, ...signerParts]) if (part) yield encode(part);
        const unsigned = attributes.map(encode);
        if (isWithHeader && unsigned.length > 0) yield element(0xa1, ...unsigned);
        else yield* unsigned;
      }),
    ),
  );
}

function isEarlier(attribute: Asn1Node, token: Asn1Node, stampedAt: number | undefined): boolean {
  if (!ARCHIVE_TYPES.includes(attributeType(attribute))) return true;
  const [own] = attribute.child(1).children();
  if (own === undefined || own.bytes.equals(token.bytes)) return false;
  const at = genTimeOf(own);
  return at !== undefined && stampedAt !== undefined && at < stampedAt;
}

function genTimeOf(token: Asn1Node): number | undefined {
  return readOrNothing(() => {
    const { content } = readSignedDataNode(token);
    return content && readTstInfo(readAsn1(content)).genTime.getTime();
  });
}
