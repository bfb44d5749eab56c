import { defineRefusals } from '@libro-firma/kernel';

export const paperRefusals = defineRefusals('paper', {
  BARCODE_UNKNOWN: {
    kind: 'not-found',
    text: {
      it: 'Questo codice a barre non è di una registrazione che lei possa vedere',
      en: 'This barcode is of no registration that you may see',
    },
    remedy: {
      it: 'Controlli l’etichetta, o cerchi il numero',
      en: 'Check the label, or look for the number',
    },
  },
  NOT_PAPER: {
    kind: 'invalid',
    text: {
      it: 'Qui non c’è un documento cartaceo: solo la carta ha una copia per immagine',
      en: 'There is no paper document here: only paper has an image copy',
    },
  },
  NO_CONTENT: {
    kind: 'not-found',
    text: {
      it: 'Di questo documento non c’è un file da aprire',
      en: 'Of this document there is no file to open',
    },
  },
});
