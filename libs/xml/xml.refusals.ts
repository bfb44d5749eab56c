import { defineRefusals } from '@libro-firma/kernel';

/** Why a document or a schema was not read. Codes are `XML_…` and never renamed. */
export const xmlRefusals = defineRefusals('xml', {
  EMPTY: {
    kind: 'invalid',
    text: { it: 'Il documento XML è vuoto', en: 'The XML document is empty' },
  },
  TOO_LARGE: {
    kind: 'too-large',
    text: {
      it: 'Il documento XML supera i limiti ammessi: {bound} oltre {limit}',
      en: 'The XML document exceeds the stated bounds: {bound} above {limit}',
    },
  },
  DOCTYPE: {
    kind: 'unsupported',
    text: {
      it: 'Il documento XML contiene una dichiarazione DOCTYPE, che potrebbe cambiarne il contenuto',
      en: 'The XML document has a DOCTYPE declaration, which could change its content',
    },
    remedy: {
      it: 'Produrre di nuovo il documento senza DOCTYPE ed entità',
      en: 'Produce the document again without DOCTYPE and entities',
    },
  },
  NOT_WELL_FORMED: {
    kind: 'invalid',
    text: {
      it: 'Il documento non è XML ben formato: {reason}',
      en: 'The document is not well-formed XML: {reason}',
    },
    remedy: {
      it: 'Verificare che il file sia completo e non sia stato alterato nel trasferimento',
      en: 'Check that the file is complete and was not altered in transfer',
    },
  },
  SCHEMA_NOT_USABLE: {
    kind: 'invalid',
    text: { it: 'Lo schema XML non è utilizzabile: {reason}', en: 'The XML schema is not usable: {reason}' },
  },
});
