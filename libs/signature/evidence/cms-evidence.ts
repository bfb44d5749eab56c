import {
  element,
  readEvidenceRecordNode,
  readOrNothing,
  toDer,
  valuesOf,
  type Asn1Node,
  type SignerInfo,
} from '@libro-firma/asn1';
import { contentOfBuffer, type SignedContent } from '../cms/signed-content';
import { attributeType } from '../timestamp/archive-imprint-v3';
import {
  examineEvidenceRecord,
  EVIDENCE_ATTRIBUTES,
  type EvidenceRecordFacts,
} from './examine-evidence-record';

const MAX_RECORDS = 20;
const UNREADABLE: EvidenceRecordFacts = { integrity: 'BROKEN', timestamps: [] };

/**
 * Evidence records that a signer carries as unsigned attributes. They protect the whole CMS as it was before the
 * attribute came in, as written or in DER; the external form protects the content with it.
 *
 * @param contentInfo the whole CMS.
 * @param content what was signed; undefined when it is not at hand.
 * @standard RFC 4998 annex A; ETSI TS 119 122-3 §5
 */
export function cmsEvidenceRecords(
  contentInfo: Asn1Node,
  signer: SignerInfo,
  content: SignedContent | undefined,
): readonly EvidenceRecordFacts[] {
  return Object.values(EVIDENCE_ATTRIBUTES).flatMap((type) =>
    valuesOf(signer.unsignedAttributes, type)
      .slice(0, MAX_RECORDS)
      .map((value) => readOrNothing(() => examine(value, type, contentInfo, signer, content)) ?? UNREADABLE),
  );
}

function examine(
  value: Asn1Node,
  type: string,
  contentInfo: Asn1Node,
  signer: SignerInfo,
  content: SignedContent | undefined,
): EvidenceRecordFacts {
  const isExternal = type === EVIDENCE_ATTRIBUTES.external;
  if (isExternal && !content) return { integrity: 'UNKNOWN', timestamps: [] };
  const record = readEvidenceRecordNode(value);
  const tried = protectedForms(contentInfo, signer, value).map((bytes) =>
    examineEvidenceRecord(record, [contentOfBuffer(bytes), ...(isExternal && content ? [content] : [])]),
  );
  return tried.find(({ integrity }) => integrity === 'INTACT') ?? tried[0] ?? UNREADABLE;
}

/** The CMS before this record came in: without its attribute and those after it, or without records at all. */
function protectedForms(contentInfo: Asn1Node, signer: SignerInfo, value: Asn1Node): readonly Buffer[] {
  const node = signer.unsignedAttributes?.node;
  const attributes = node?.children() ?? [];
  const place = attributes.findIndex((item) => item.start <= value.start && value.end <= item.end);
  const records: readonly string[] = Object.values(EVIDENCE_ATTRIBUTES);
  const later = attributes.slice(place);
  const all = attributes.filter((item) => records.includes(attributeType(item)));
  const alone = attributes.slice(place, place + 1);
  return [later, all, alone].flatMap((removed) => {
    const gone = new Set<Asn1Node>(removed);
    if (node && removed.length === attributes.length) gone.add(node);
    const written = withoutParts(contentInfo, gone);
    return [written, withoutPartsInDer(contentInfo, gone)];
  });
}

/** The encoding with these elements taken out; everything else keeps the form that it has. */
function withoutParts(node: Asn1Node, gone: ReadonlySet<Asn1Node>): Buffer {
  if (gone.has(node)) return Buffer.alloc(0);
  const isTouched = [...gone].some((part) => node.start <= part.start && part.end <= node.end);
  if (!isTouched || !node.constructed) return node.bytes;
  const content = Buffer.concat(node.children().map((child) => withoutParts(child, gone)));
  const identifier = (node.tagClass << 6) | 0x20 | node.tag;
  return node.indefinite
    ? Buffer.concat([Buffer.from([identifier, 0x80]), content, Buffer.from([0, 0])])
    : element(identifier, content);
}

function withoutPartsInDer(node: Asn1Node, gone: ReadonlySet<Asn1Node>): Buffer {
  if (gone.has(node)) return Buffer.alloc(0);
  const isTouched = [...gone].some((part) => node.start <= part.start && part.end <= node.end);
  if (!isTouched || !node.constructed) return toDer(node);
  const parts = node.children().map((child) => withoutPartsInDer(child, gone));
  return element((node.tagClass << 6) | 0x20 | node.tag, ...parts);
}
