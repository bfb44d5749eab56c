import type { Correspondent } from './registration';

/** Accents and apostrophes do not keep a word from being found; rows and searches are folded alike. */
export function foldWords(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/['’‘`]/g, ' ')
    .toLowerCase();
}

/** What a registration is searched by: its subject and its correspondents (DPR 445/2000 art. 52 and 58). */
export function searchWordsOf(registration: {
  readonly subject: string;
  readonly sender: Correspondent | null;
  readonly recipients: readonly Correspondent[];
}): string {
  const names = [registration.sender, ...registration.recipients].map((correspondent) =>
    correspondent ? correspondentName(correspondent) : '',
  );
  return foldWords([registration.subject, ...names].join('\n'));
}

/** As it is shown: given name and family name of a person, the name of the others. */
export function correspondentName({ name, familyName }: Correspondent): string {
  return familyName ? `${name} ${familyName}` : name;
}
