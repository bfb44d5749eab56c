import { defineRefusals } from '@libro-firma/kernel';

export const copiesRefusals = defineRefusals('copies', {
  NOT_READY: {
    kind: 'not-found',
    text: { it: 'La copia di questo atto non è ancora pronta', en: 'The copy of this act is not ready yet' },
    remedy: {
      it: 'Si prepara da sola dopo la firma e il protocollo: riprovi tra poco',
      en: 'It is made by itself after signature and protocol: try again soon',
    },
  },
  FILE_NOT_DRAWABLE: {
    kind: 'unsupported',
    text: {
      it: 'Il file non è un PDF su cui si possa disegnare, oppure è protetto',
      en: 'The file is no PDF that can be drawn on, or it is protected',
    },
  },
  PAGES_INVALID: {
    kind: 'invalid',
    text: {
      it: 'Le pagine «{pages}» non si possono leggere, o non sono fra le {count} del documento',
      en: 'The pages “{pages}” cannot be read, or are not among the {count} of the document',
    },
    remedy: { it: 'Esempio: 1-3,5,-1', en: 'Example: 1-3,5,-1' },
  },
  MARK_INVALID: {
    kind: 'invalid',
    text: {
      it: 'Il testo di ogni contrassegno ha da 1 a {limit} caratteri, e il codice a barre solo quelli che sa rappresentare',
      en: 'The text of each mark has 1 to {limit} characters, and a bar code only those that it can write',
    },
  },
});
