import {
  OID,
  readOrNothing,
  toDer,
  valuesOf,
  type Asn1Node,
  type Certificate,
  type SignedData,
  type SignerInfo,
} from '@libro-firma/asn1';
import { contentOfBuffer, type SignedContent } from '../cms/signed-content';
import { archiveImprintV3, attributeType } from './archive-imprint-v3';
import { archiveImprintsV2 } from './archive-imprint-v2';
import { attachedTimestamps, type AttachedTimestamp } from './attached-timestamps';
import { examineTimestamp, type TimestampFacts } from './examine-timestamp';

/** Over value, signature timestamps and references; and over the references alone (RFC 5126 §6.3.5, §6.3.6). */
const COMPLETE_TIMESTAMP = '1.2.840.113549.1.9.16.2.25';
const REFERENCES_TIMESTAMP = '1.2.840.113549.1.9.16.2.26';
const MAX_TIMESTAMPS = 50;

/** A signer and what its timestamps may have covered. */
export interface StampedSigner {
  readonly data: SignedData;
  readonly signer: SignerInfo;
  readonly content: SignedContent;
  /** Where a token's certificate may be, beside the token itself. */
  readonly certificates: readonly Certificate[];
}

/**
 * All timestamps of a CAdES signer: over content and value, over references, over all for the archive.
 *
 * @standard ETSI EN 319 122-1 §5.2.8, §5.3, §5.5, annex A
 */
export function cadesTimestamps(stamped: StampedSigner): readonly AttachedTimestamp[] {
  const { signer, content, certificates } = stamped;
  const tokens = (oid: string): readonly Asn1Node[] =>
    valuesOf(signer.unsignedAttributes, oid).slice(0, MAX_TIMESTAMPS);
  const references = [OID.certificateReferences, OID.revocationReferences];
  const over = (types: readonly string[], first: readonly Buffer[]): SignedContent =>
    contentOfBuffer(Buffer.concat([...first, ...attributesOf(signer, types)]));
  return [
    ...attachedTimestamps(signer, content, certificates),
    ...tokens(COMPLETE_TIMESTAMP).map((token) =>
      referencesTimestamp(
        token,
        over([OID.signatureTimestamp, ...references], [signer.signature]),
        certificates,
      ),
    ),
    ...tokens(REFERENCES_TIMESTAMP).map((token) =>
      referencesTimestamp(token, over(references, []), certificates),
    ),
    ...tokens(OID.archiveTimestampV2).map((token) => archiveV2(token, stamped)),
    ...tokens(OID.archiveTimestampV3).map((token) => archiveV3(token, stamped)),
  ];
}

function referencesTimestamp(
  token: Asn1Node,
  content: SignedContent,
  certificates: readonly Certificate[],
): AttachedTimestamp {
  return { kind: 'REFERENCES_TIMESTAMP', facts: examineTimestamp(token, content, certificates) };
}

/** Type and values of each of these attributes, in DER and without what is around them. */
function attributesOf({ unsignedAttributes }: SignerInfo, types: readonly string[]): readonly Buffer[] {
  const all = unsignedAttributes?.node.children() ?? [];
  return types.flatMap((type) =>
    all.filter((item) => attributeType(item) === type).flatMap((item) => item.children().map(toDer)),
  );
}

function archiveV2(token: Asn1Node, stamped: StampedSigner): AttachedTimestamp {
  const { data, signer, content, certificates } = stamped;
  const imprints = readOrNothing(() => archiveImprintsV2(token, data, signer, content)) ?? [];
  let facts: TimestampFacts | undefined;
  for (const imprint of imprints) {
    facts = examineTimestamp(token, imprint, certificates);
    if (facts?.imprint === 'MATCHES') break;
  }
  return { kind: 'ARCHIVE_TIMESTAMP', facts };
}

const NEVER: Pick<SignedContent, 'digest'> = { digest: () => Buffer.alloc(0) };

function archiveV3(
  token: Asn1Node,
  { data, signer, content, certificates }: StampedSigner,
): AttachedTimestamp {
  const imprint = readOrNothing(() => archiveImprintV3(token, data, signer, content)) ?? NEVER;
  return { kind: 'ARCHIVE_TIMESTAMP', facts: examineTimestamp(token, imprint, certificates) };
}
