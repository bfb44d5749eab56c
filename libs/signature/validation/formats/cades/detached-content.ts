import { octetsOf, OID, readOrNothing, singleValue, type SignerInfo } from '@libro-firma/asn1';
import { digestName } from '@libro-firma/trust';
import { contentOfBuffer, contentOfRanges, type SignedContent } from '../../../cms/signed-content';
import type { DetachedContent } from '../../validation-options';

/** Finds what a signer without content signed; undefined when it is not at hand. */
export type ContentFinder = (signer: SignerInfo) => SignedContent | undefined;

const SIGNATURE_ENDING = /\.(?:p7s|p7m|p7c|sig|cms|pkcs7|der|asc)$/i;

/** The content inside a CMS, the same for all its signers. */
export function contentInside(bytes: Buffer): ContentFinder {
  const content = contentOfBuffer(bytes);
  return () => content;
}

/**
 * Among files that were handed in: by the signature's name without its ending, else the only one whose digest the
 * signer states, else the only one. A file that was named and differs is what is judged: the answer is then a broken
 * signature, not a missing content.
 */
export function contentAmong(
  files: readonly DetachedContent[],
  signatureName: string | undefined,
): ContentFinder {
  const candidates = files.map(({ name, source }) => ({
    name,
    content: contentOfRanges(source, [0, source.size]),
  }));
  const named = candidates.find(({ name }) => name === signatureName?.replace(SIGNATURE_ENDING, ''));
  return (signer) => {
    if (named) return named.content;
    const stated = readOrNothing(() => {
      const value = singleValue(signer.signedAttributes, OID.messageDigest);
      return value && octetsOf(value);
    });
    const digest = digestName(signer.digestAlgorithm.oid);
    const matching =
      stated && digest && candidates.find(({ content }) => content.digest(digest).equals(stated));
    if (matching) return matching.content;
    return candidates.length === 1 ? candidates[0]?.content : undefined;
  };
}
