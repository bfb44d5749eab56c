import { defineRefusals } from '@libro-firma/kernel';

export const documentsRefusals = defineRefusals('documents', {
  NO_FILE: {
    kind: 'invalid',
    text: { it: 'Non è arrivato nessun file', en: 'No file came' },
    remedy: { it: 'Scelga un file e lo carichi', en: 'Choose a file and upload it' },
  },
  TOO_LARGE: {
    kind: 'too-large',
    text: {
      it: 'Il file supera il limite di {maximum} MB',
      en: 'The file is larger than the limit of {maximum} MB',
    },
    remedy: {
      it: 'Riduca il file (per esempio la risoluzione delle scansioni) o lo divida in allegati',
      en: 'Make it smaller (for instance the resolution of scans) or split it into annexes',
    },
  },
  EMPTY: {
    kind: 'invalid',
    text: { it: 'Il file «{fileName}» è vuoto', en: 'The file “{fileName}” is empty' },
    remedy: {
      it: 'Controlli il file di origine e lo carichi di nuovo',
      en: 'Check the original and upload it again',
    },
  },
  NOT_FOUND: {
    kind: 'not-found',
    text: {
      it: 'Il documento non c’è, o non è tra quelli che può vedere',
      en: 'There is no such document among those that you may see',
    },
  },
});
