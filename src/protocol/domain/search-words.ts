import type { Correspondent } from './registration';

/** Accents and apostrophes do not keep a word from being found; rows and searches are folded alike. */
export function foldWords(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/['’‘`]/g, ' ')
    .toLowerCase();
}

/** As it is shown: given name and family name of a person, the name of the others. */
export function correspondentName({ name, familyName }: Correspondent): string {
  return familyName ? `${name} ${familyName}` : name;
}
