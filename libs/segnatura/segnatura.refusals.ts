import { defineRefusals } from '@libro-firma/kernel';

/** Why a file is not read as a segnatura or a message about one. Codes are `SEGNATURA_…` and never renamed. */
export const segnaturaRefusals = defineRefusals('segnatura', {
  NOT_ONE: {
    kind: 'unsupported',
    text: {
      it: 'Il file non è una segnatura di protocollo che si conosca (radice «{root}»)',
      en: 'The file is no segnatura of a known edition (root “{root}”)',
    },
    remedy: {
      it: 'Registri il documento con i dati che porta: la segnatura resta tra gli allegati',
      en: 'Register the document with what it says itself: the segnatura stays among its annexes',
    },
  },
  NOT_A_MESSAGE: {
    kind: 'unsupported',
    text: {
      it: 'Il file non è un messaggio di protocollo che si conosca (radice «{root}»)',
      en: 'The file is no protocol message of a known kind (root “{root}”)',
    },
  },
});
