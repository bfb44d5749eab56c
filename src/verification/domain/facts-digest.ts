import { canonicalJson, type CanonicalValue, sha256 } from '@libro-firma/kernel';

/** Sentences and clauses, which a later version may word better; of what was found they say nothing more. */
const WORDS = ['text', 'standard'];

/**
 * SHA-256 over what a report found, in canonical form and without the sentences that tell it: two verifications with one
 * digest found the same, to the last detail.
 *
 * @standard RFC 8785
 */
export function factsDigest(report: object): string {
  const found = JSON.parse(
    JSON.stringify(report, (name, value: unknown) => (WORDS.includes(name) ? undefined : value)),
  ) as CanonicalValue;
  return sha256(Buffer.from(canonicalJson(found), 'utf8')).toString('hex');
}
