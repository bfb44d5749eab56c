import { der, OID, readSignedData, type SignedData, type SignerInfo } from '@libro-firma/asn1';
import { accept, type Result } from '@libro-firma/kernel';
import { digestOf } from '@libro-firma/trust';
import { digestIdentifier, type DigestAlgorithm } from '../algorithms/creation-algorithms';
import { editSignedData, withUnsignedAttributes } from '../cms/edit-signed-data';
import { attribute } from '../cms/signed-attributes';
import type { SignedContent } from '../cms/signed-content';
import { archiveImprintOver } from '../timestamp/archive-imprint-v3';
import type { TimestampSource } from '../timestamp/timestamp-client';

/**
 * The attribute archive-time-stamp-v3 for one signer: a token over content, signer and the index of all that is
 * there now, with the index inside.
 *
 * @standard ETSI EN 319 122-1 §5.5.2, §5.5.3
 */
export async function archiveTimestampFor(
  data: SignedData,
  signer: SignerInfo,
  content: SignedContent,
  digest: DigestAlgorithm,
  timestamps: TimestampSource,
): Promise<Result<Buffer>> {
  const index = hashIndex(data, signer, digest);
  const imprint = archiveImprintOver(data, signer, content, index).digest(digest);
  const token = await timestamps.stamp(imprint, digest);
  if (!token.ok) return token;
  return accept(attribute(OID.archiveTimestampV3, withIndex(token.value.der, index)));
}

/** ATSHashIndexV3: a hash of each certificate, of each revocation value, of each value of an unsigned attribute. */
function hashIndex(data: SignedData, signer: SignerInfo, digest: DigestAlgorithm): Buffer {
  const list = (all: readonly Buffer[]): Buffer =>
    der.sequence(...all.map((bytes) => der.octetString(digestOf(digest, bytes))));
  const values = (signer.unsignedAttributes?.list ?? []).flatMap((one) =>
    one.values.map((value) => Buffer.concat([der.oid(one.oid), value.bytes])),
  );
  return der.sequence(
    digestIdentifier(digest),
    list((data.certificateSet?.children() ?? []).map(({ bytes }) => bytes)),
    list((data.crlSet?.children() ?? []).map(({ bytes }) => bytes)),
    list(values),
  );
}

/** The index goes into the token's own unsigned attributes, which its authority did not sign. */
function withIndex(token: Buffer, index: Buffer): Buffer {
  const data = readSignedData(token);
  const [authority] = data.signers;
  if (!authority) throw new Error('a token that was accepted has a signer');
  const grown = withUnsignedAttributes(authority, [attribute(OID.archiveHashIndexV3, index)]);
  return editSignedData(data, { replaced: new Map([[authority, grown]]) });
}
