import { defineRefusals } from '@libro-firma/kernel';

export const dispatchRefusals = defineRefusals('protocol', {
  NOTHING_TO_DISPATCH: {
    kind: 'conflict',
    text: {
      it: 'Si spedisce ciò che è registrato in uscita, è firmato e non è annullato',
      en: 'Only what is registered as outgoing, is signed and is not annulled is dispatched',
    },
  },
  RECIPIENT_UNKNOWN: {
    kind: 'invalid',
    text: { it: 'La registrazione non ha questo destinatario', en: 'The registration has no such recipient' },
  },
  RECIPIENT_HAS_DISPATCH: {
    kind: 'conflict',
    text: {
      it: 'Per uno dei destinatari c’è già una spedizione',
      en: 'For one of the recipients there is a dispatch already',
    },
    remedy: {
      it: 'Ritiri quella che c’è, poi ne apra un’altra',
      en: 'Withdraw the one that is there, then open another',
    },
  },
  ADDRESS_MISSING: {
    kind: 'invalid',
    text: {
      it: 'Per la posta elettronica serve l’indirizzo del destinatario',
      en: 'For mail the address of the recipient is needed',
    },
  },
  SIGNATURE_DOES_NOT_HOLD: {
    kind: 'conflict',
    text: {
      it: 'Una firma di «{fileName}» non è valida: chi spedisce risponde della validità di ciò che spedisce',
      en: 'A signature of “{fileName}” does not hold: who sends answers for the validity of what is sent',
    },
    remedy: {
      it: 'Registri il documento firmato di nuovo, oppure spedisca comunque indicando il motivo',
      en: 'Register the document signed again, or send it all the same and state why',
    },
  },
  DISPATCH_NOT_FOUND: {
    kind: 'not-found',
    text: { it: 'Questa spedizione non c’è', en: 'There is no such dispatch' },
  },
  DISPATCH_MOVED_ON: {
    kind: 'conflict',
    text: {
      it: 'Nel frattempo la spedizione è cambiata, o nel suo stato questo non si può fare',
      en: 'The dispatch has changed meanwhile, or this cannot be done in its state',
    },
    remedy: { it: 'Ricarichi la pagina', en: 'Load the page again' },
  },
  PROOF_MISSING: {
    kind: 'invalid',
    text: {
      it: 'Indichi mezzo, data non futura e prova (numero di raccomandata, ricevuta, nome di chi ha ritirato)',
      en: 'State means, a day that is not to come, and proof (number of the registered letter, receipt, who took it)',
    },
  },
});

export const exchangeRefusals = defineRefusals('protocol', {
  RECEIPT_TO_SEAL: {
    kind: 'unavailable',
    text: {
      it: 'La ricevuta è da sigillare: il sigillo dell’AOO non è disponibile adesso',
      en: 'The receipt is to be sealed: the seal of the AOO is not available now',
    },
    remedy: {
      it: 'Si prepara da sola appena il sigillo torna: riprovi tra poco',
      en: 'It is made by itself as soon as the seal is back: try again soon',
    },
  },
  NOT_INCOMING: {
    kind: 'conflict',
    text: {
      it: 'La segnatura ricevuta accompagna ciò che arriva: questa registrazione non è in entrata',
      en: 'A received segnatura comes with what arrives: this registration is not incoming',
    },
  },
  SEGNATURA_KEPT_ALREADY: {
    kind: 'conflict',
    text: {
      it: 'La registrazione ha già la sua segnatura ricevuta',
      en: 'The registration has its received segnatura already',
    },
  },
  IDENTIFIER_NOT_FOUND: {
    kind: 'not-found',
    text: {
      it: 'Il messaggio parla di una registrazione che qui non c’è (007_ErroreIdentificatoreNonTrovato)',
      en: 'The message is about a registration that is not here (007_ErroreIdentificatoreNonTrovato)',
    },
  },
  MESSAGE_NOT_DUE: {
    kind: 'conflict',
    text: {
      it: 'Questo messaggio non ha qui il suo presupposto: conferma, aggiornamento ed eccezione rispondono a ciò che è arrivato, l’annullamento a ciò che è annullato',
      en: 'This message has no ground here: confirmation, update and exception answer what arrived, an annulment what is annulled',
    },
  },
  REASON_MISSING: {
    kind: 'invalid',
    text: { it: 'L’eccezione indica il motivo', en: 'An exception states its reason' },
  },
});
