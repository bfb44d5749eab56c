import { foldWords } from '../search-words';
import type { Correspondent } from '../registration';

/**
 * What a correspondent is recognised by: tax code or VAT number first, then the code of a public body, then the folded
 * name. Null for a sender who is not known: two of them are never the same.
 */
export function counterpartKey(
  { kind, name, familyName, taxCode, ipaCode }: Correspondent,
  baseOf: (taxCode: string) => string,
): string | null {
  if (kind === 'ANONYMOUS' || kind === 'ILLEGIBLE') return null;
  if (taxCode !== undefined) return `tax:${baseOf(taxCode)}`;
  if (ipaCode !== undefined) return `ipa:${ipaCode.toLowerCase()}`;
  const folded = foldName([name, familyName ?? ''].join(' '));
  return folded === '' ? null : `name:${folded.split(' ').sort().join(' ')}`.slice(0, 400);
}

/** Words of a name, in the form in which they are compared: no accents, apostrophes, punctuation or hidden characters. */
export function foldName(text: string): string {
  return foldWords(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What a name is found by: its words, and also those that an apostrophe divides, written together. */
export function wordsOfName(text: string): string {
  const folded = foldName(text);
  const joined = foldName(text.replace(/['’‘`]/g, ''));
  return folded === joined ? folded : `${folded} ${joined}`;
}

/** A VAT number as it is often written is the tax code of a company: spaces and the country are left out. */
export function tidyTaxCode(given: string): string {
  const tight = given.replace(/[\s.-]/g, '').toUpperCase();
  return /^IT\d{11}$/.test(tight) ? tight.slice(2) : tight;
}
