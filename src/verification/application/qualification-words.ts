import type { Text } from '@libro-firma/kernel';
import type { QualificationLevel } from '@libro-firma/trust';

/**
 * What a signature is in law.
 *
 * @standard Regulation (EU) 910/2014 art. 3(11), 3(12), 3(26), 3(27); CAD art. 1 c. 1 lett. s, 24
 */
export const QUALIFICATION_WORDS: Readonly<Record<QualificationLevel, Text>> = {
  QESig: { it: 'Firma elettronica qualificata', en: 'Qualified electronic signature' },
  QESeal: { it: 'Sigillo elettronico qualificato', en: 'Qualified electronic seal' },
  'AdESig-QC': {
    it: 'Firma elettronica avanzata con certificato qualificato',
    en: 'Advanced electronic signature with a qualified certificate',
  },
  'AdESeal-QC': {
    it: 'Sigillo elettronico avanzato con certificato qualificato',
    en: 'Advanced electronic seal with a qualified certificate',
  },
  AdES: { it: 'Firma elettronica avanzata', en: 'Advanced electronic signature' },
  NOT_DETERMINABLE: { it: 'Valore legale non determinabile', en: 'Legal effect not determinable' },
};
