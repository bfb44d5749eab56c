import type { Text } from '@libro-firma/kernel';

export interface LawfulExclusion {
  readonly code: string;
  readonly title: Text;
}

export const EXCLUSION_LAW = 'DPR 445/2000, art. 53, comma 5';

/** What the law itself leaves out of the register; an AOO takes the list over, and may add to it with its manual. */
export const LAWFUL_EXCLUSIONS: readonly LawfulExclusion[] = [
  { code: 'GAZETTES', title: { it: 'Gazzette ufficiali', en: 'Official gazettes' } },
  { code: 'BULLETINS', title: { it: 'Bollettini ufficiali', en: 'Official bulletins' } },
  {
    code: 'NEWSLETTERS',
    title: { it: 'Notiziari della pubblica amministrazione', en: 'Newsletters of public bodies' },
  },
  {
    code: 'RECEIPTS',
    title: {
      it: 'Note di ricezione di circolari e altre disposizioni',
      en: 'Receipts of circulars and other directions',
    },
  },
  { code: 'STATISTICS', title: { it: 'Materiali statistici', en: 'Statistics' } },
  {
    code: 'PREPARATORY',
    title: { it: 'Atti preparatori interni', en: 'Internal preparatory acts' },
  },
  {
    code: 'PRESS',
    title: { it: 'Giornali, riviste e libri', en: 'Newspapers, magazines and books' },
  },
  { code: 'ADVERTISING', title: { it: 'Materiali pubblicitari', en: 'Advertising' } },
  { code: 'INVITATIONS', title: { it: 'Inviti a manifestazioni', en: 'Invitations to events' } },
  {
    code: 'OWN_REGISTER',
    title: {
      it: 'Documenti già soggetti a registrazione particolare',
      en: 'Documents that have a register of their own',
    },
  },
];
