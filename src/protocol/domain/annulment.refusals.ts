import { defineRefusals } from '@libro-firma/kernel';

export const annulmentRefusals = defineRefusals('protocol', {
  ALREADY_ANNULLED: {
    kind: 'conflict',
    text: { it: 'La registrazione è già annullata', en: 'The registration is annulled already' },
  },
  CORRECTION_MISSING: {
    kind: 'invalid',
    text: {
      it: 'L’annullamento di singoli dati indica i dati esatti; quello dell’intera registrazione nessuno',
      en: 'Annulling single data states the right ones; annulling the whole registration states none',
    },
  },
  ANNULMENT_NOT_FOUND: {
    kind: 'not-found',
    text: {
      it: 'Una delle richieste di annullamento non c’è',
      en: 'One of the requests to annul is not there',
    },
  },
  ANNULMENT_DECIDED: {
    kind: 'conflict',
    text: {
      it: 'Su una delle richieste si è già deciso',
      en: 'One of the requests was decided already',
    },
    remedy: { it: 'Ricarichi l’elenco', en: 'Load the list again' },
  },
  ACT_MISSING: {
    kind: 'invalid',
    text: {
      it: 'L’annullamento richiede gli estremi del provvedimento che lo autorizza (art. 54 DPR 445/2000)',
      en: 'Annulling takes the reference of the act that authorises it (DPR 445/2000 art. 54)',
    },
    remedy: { it: 'Indichi il provvedimento', en: 'State the act' },
  },
  AGAIN_NOT_ANNULLED: {
    kind: 'conflict',
    text: {
      it: 'Si registra di nuovo solo il documento di una registrazione annullata, e una volta sola',
      en: 'Only the document of an annulled registration is registered again, and only once',
    },
  },
  COMPLETION_NOT_THESE_BYTES: {
    kind: 'conflict',
    text: {
      it: 'Il file non è quello al quale il numero è legato con la sola firma in più',
      en: 'The file is not the one that the number is bound to with nothing but the signature added',
    },
  },
  COMPLETION_TOO_LATE: {
    kind: 'conflict',
    text: {
      it: 'L’atto andava firmato nel giorno del suo numero: il numero è tra quelli da annullare',
      en: 'The act had to be signed on the day of its number: the number is among those to annul',
    },
  },
  NOT_OPEN: {
    kind: 'conflict',
    text: {
      it: 'La registrazione non attende alcun file firmato',
      en: 'The registration waits for no signed file',
    },
  },
});
