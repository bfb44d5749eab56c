/** Letters and digits that nobody takes for one another on paper: no 0, O, 1, I, L. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

const BASE = CODE_ALPHABET.length; // a prime: the check character then tells every slip of one place or of two neighbours
const RANDOM_CHARACTERS = 27; // 27 × log2(31) = 133 bits, at least the 128 that nobody guesses
const GROUP = 4;
/** Bytes at or above are drawn again: taken modulo the base they would favour the first letters. */
const FAIR_BYTES = Math.floor(256 / BASE) * BASE;

/**
 * The code of a copy, from a source of random bytes: 27 random characters and one that checks them, in groups of four.
 * It is what a reader types from paper (CAD art. 23-ter, c. 5).
 */
export function newCopyCode(randomByte: () => number): string {
  let characters = '';
  while (characters.length < RANDOM_CHARACTERS) {
    const byte = randomByte();
    if (byte < FAIR_BYTES) characters += CODE_ALPHABET.charAt(byte % BASE);
  }
  return grouped(characters + checkCharacter(characters));
}

/** The code in its written form, whatever blanks, dashes and small letters were typed; null when it is no code of ours. */
export function readCopyCode(typed: string): string | null {
  const characters = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
  if (characters.length !== RANDOM_CHARACTERS + 1) return null;
  if ([...characters].some((character) => !CODE_ALPHABET.includes(character))) return null;
  const random = characters.slice(0, RANDOM_CHARACTERS);
  return checkCharacter(random) === characters.slice(RANDOM_CHARACTERS) ? grouped(characters) : null;
}

/** Each place has a weight of its own below the base, so that exchanged neighbours do not cancel out. */
function checkCharacter(characters: string): string {
  const sum = [...characters].reduce(
    (total, character, place) => total + (place + 1) * CODE_ALPHABET.indexOf(character),
    0,
  );
  return CODE_ALPHABET.charAt(sum % BASE);
}

function grouped(characters: string): string {
  return (characters.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');
}
