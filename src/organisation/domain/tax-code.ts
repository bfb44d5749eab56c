const PATTERN = /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;

/** Values of characters in odd positions, from the decree of 23 December 1976, art. 12. */
const ODD: Readonly<Record<string, number>> = {
  0: 1,
  1: 0,
  2: 5,
  3: 7,
  4: 9,
  5: 13,
  6: 15,
  7: 17,
  8: 19,
  9: 21,
  A: 1,
  B: 0,
  C: 5,
  D: 7,
  E: 9,
  F: 13,
  G: 15,
  H: 17,
  I: 19,
  J: 21,
  K: 2,
  L: 4,
  M: 18,
  N: 20,
  O: 11,
  P: 3,
  Q: 6,
  R: 8,
  S: 12,
  T: 14,
  U: 16,
  V: 10,
  W: 22,
  X: 25,
  Y: 24,
  Z: 23,
};

/** The last character, which must agree with the fifteen before it. */
export function checkCharacterOf(first15: string): string {
  let sum = 0;
  for (let position = 0; position < 15; position += 1) {
    const character = first15.charAt(position);
    sum += position % 2 === 0 ? (ODD[character] ?? 0) : evenValue(character);
  }
  return String.fromCharCode(65 + (sum % 26));
}

/** True for a person's tax code, also in a form that omocodia gave (letters in place of digits). */
export function isTaxCode(value: string): boolean {
  return PATTERN.test(value) && checkCharacterOf(value.slice(0, 15)) === value.charAt(15);
}

function evenValue(character: string): number {
  return /[0-9]/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
}

const DIGITS_IN_PLACE_OF = 'LMNPQRSTUV';
/** Places of the digits that omocodia may turn into letters. */
const OMOCODIC = [6, 7, 9, 10, 12, 13, 14];

/**
 * What the forms of one person's tax code have in common: its first fifteen characters with the digits that omocodia
 * replaced put back (DM 23 December 1976 art. 6). Another value is returned as it is.
 */
export function withoutOmocodia(value: string): string {
  if (!isTaxCode(value)) return value;
  return [...value.slice(0, 15)]
    .map((character, place) => {
      const digit = OMOCODIC.includes(place) ? DIGITS_IN_PLACE_OF.indexOf(character) : -1;
      return digit < 0 ? character : String(digit);
    })
    .join('');
}
