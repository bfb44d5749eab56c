import type { Text } from '@libro-firma/kernel';
import type { ValidationReport } from '@libro-firma/signature';

type FieldKind = ValidationReport['changingFields'][number]['kind'];

/** Fields of office documents that show another text at another time (DPCM 22-2-2013 art. 4 c. 3). */
export const FIELD_WORDS: Readonly<Record<FieldKind, Text>> = {
  DATE_FIELD: { it: 'Data o ora che si aggiorna da sola', en: 'Date or time that is written anew' },
  PROPERTY_FIELD: {
    it: 'Nome o proprietà del documento che si aggiorna da sola',
    en: 'Name or property of the document that is written anew',
  },
  INCLUDED_CONTENT: { it: 'Contenuto preso da un altro file', en: 'Content taken from another file' },
  VOLATILE_FUNCTION: {
    it: 'Formula che dà un valore diverso a ogni apertura',
    en: 'Formula that gives another value at each opening',
  },
  EXTERNAL_LINK: { it: 'Collegamento a un altro foglio di calcolo', en: 'Link to another workbook' },
};
