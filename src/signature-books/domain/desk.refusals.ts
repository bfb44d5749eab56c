import { defineRefusals } from '@libro-firma/kernel';

export const LOOK_AGAIN = {
  it: 'Ricarichi la pagina: mostra lo stato attuale',
  en: 'Reload the page: it shows the present state',
} as const;

/** What may stand in the way of who works on the acts of his desk. */
export const deskRefusals = defineRefusals('signature-books', {
  HELD_BY_A_COLLEAGUE: {
    kind: 'conflict',
    text: { it: 'Un collega sta lavorando su questo atto', en: 'A colleague is working on this act' },
    remedy: {
      it: 'Attenda che lo lasci, o che la presa in carico scada da sé',
      en: 'Wait until he leaves it, or until his hold runs out by itself',
    },
  },
  BEING_RETURNED: {
    kind: 'conflict',
    text: {
      it: 'Qualcuno sta restituendo questo atto: può ancora ripensarci',
      en: 'Somebody is returning this act: it may still be taken back',
    },
    remedy: LOOK_AGAIN,
  },
  STRONGER_SIGNATURE_NEEDED: {
    kind: 'conflict',
    text: {
      it: 'Questo passo chiede una firma digitale',
      en: 'This step asks for a digital signature',
    },
    remedy: { it: 'Firmi l’atto con il suo dispositivo', en: 'Sign the act with your device' },
  },
  CODE_NEEDED_HERE: {
    kind: 'invalid',
    text: {
      it: 'Questo passo chiede anche il codice del suo dispositivo',
      en: 'This step also asks for the code of your device',
    },
    remedy: { it: 'Scriva il codice e confermi', en: 'Type the code and confirm' },
  },
  OUTCOME_NEEDED: {
    kind: 'invalid',
    text: { it: 'Un parere ha un esito e una motivazione', en: 'An opinion has an outcome and reasons' },
  },
  REASONS_ON_CONTRARY_OPINION: {
    kind: 'invalid',
    text: {
      it: 'C’è un parere contrario: chi va oltre ne scrive i motivi',
      en: 'There is a contrary opinion: whoever goes on writes down why',
    },
    remedy: { it: 'Scriva la motivazione', en: 'Write the reasons' },
  },
  SIGNER_RETURNS_NOT: {
    kind: 'conflict',
    text: {
      it: 'Ha già firmato questa revisione: non può restituirla',
      en: 'You have signed this revision: you cannot return it',
    },
    remedy: {
      it: 'Ordini il ritiro dell’atto, con il motivo',
      en: 'Order the act to be recalled, with the reason',
    },
  },
  TOO_LATE_TO_TAKE_BACK: {
    kind: 'conflict',
    text: { it: 'La decisione non si può più annullare', en: 'The decision can no longer be taken back' },
    remedy: LOOK_AGAIN,
  },
  ADDRESSED_ALREADY: {
    kind: 'invalid',
    text: { it: 'Il passo è già indirizzato a lui', en: 'The step is addressed to him already' },
  },
  NO_SUCH_ADDRESSEE: {
    kind: 'invalid',
    text: { it: 'Il destinatario scelto non esiste', en: 'The chosen addressee does not exist' },
  },
  NO_SUPERIOR: {
    kind: 'invalid',
    text: {
      it: 'Nessun ufficio sopra il suo ha un responsabile',
      en: 'No office above yours has a head',
    },
    remedy: { it: 'Scelga una persona', en: 'Choose a person' },
  },
  NOTHING_TO_SIGN_HERE: {
    kind: 'invalid',
    text: { it: 'Questo passo non è una firma', en: 'This step is no signature' },
  },
  NOT_READ_YET: {
    kind: 'conflict',
    text: {
      it: 'Questo tipo di atto va aperto prima di decidere',
      en: 'An act of this type is to be opened before it is decided on',
    },
    remedy: { it: 'Apra il documento', en: 'Open the document' },
  },
  DRAFTER_MAY_NOT_ACT: {
    kind: 'forbidden',
    text: {
      it: 'Per questo tipo di atto chi lo ha scritto non può firmarlo',
      en: 'For this type of act its drafter may not sign it',
    },
    remedy: { it: 'Lo firma un’altra persona del percorso', en: 'Another person of the route signs it' },
  },
  DRAFTER_NOT_ALONE: {
    kind: 'invalid',
    text: {
      it: 'Per questo tipo di atto chi lo scrive non può esserne l’unico firmatario',
      en: 'For this type of act its drafter may not be its only signer',
    },
    remedy: { it: 'Aggiunga un altro firmatario', en: 'Add another signer' },
  },
  NOT_ASKED_OF_YOU: {
    kind: 'forbidden',
    text: { it: 'La domanda è rivolta a un’altra persona', en: 'The question is asked of somebody else' },
  },
  NOT_ASKED_BY_YOU: {
    kind: 'forbidden',
    text: { it: 'La domanda è di un’altra persona', en: 'The question is somebody else’s' },
  },
  NUMBER_ON_ITS_WAY: {
    kind: 'conflict',
    text: {
      it: 'Il numero di protocollo è già stato chiesto',
      en: 'The registration number has been asked for already',
    },
    remedy: {
      it: 'Attenda il numero; un atto registrato si annulla nel registro',
      en: 'Wait for the number; a registered act is annulled in the register',
    },
  },
  DEADLINE_IN_THE_PAST: {
    kind: 'invalid',
    text: { it: 'La nuova scadenza è già passata', en: 'The new deadline has passed already' },
  },
  NOTHING_TO_CORRECT: {
    kind: 'conflict',
    text: {
      it: 'L’atto non aspetta dati di registrazione',
      en: 'The act waits for no registration data',
    },
    remedy: LOOK_AGAIN,
  },
  NOTHING_WITHHELD: {
    kind: 'conflict',
    text: {
      it: 'Il pacchetto di questo atto non è trattenuto',
      en: 'The package of this act is not withheld',
    },
    remedy: LOOK_AGAIN,
  },
  NOTHING_TO_REGISTER_AGAIN: {
    kind: 'conflict',
    text: {
      it: 'Si registra di nuovo, o si chiude, solo un atto la cui registrazione è annullata, e una volta sola',
      en: 'Only an act whose registration is annulled is registered again or closed, and only once',
    },
    remedy: LOOK_AGAIN,
  },
  REGISTRATION_IS_ANNULLED: {
    kind: 'conflict',
    text: { it: 'La registrazione è annullata', en: 'The registration is annulled' },
    remedy: LOOK_AGAIN,
  },
  NO_NUMBER_YET: {
    kind: 'conflict',
    text: {
      it: 'L’atto non ha ancora un numero: la segnatura viene dopo',
      en: 'The act has no number yet: the segnatura comes after it',
    },
  },
  STEP_NOT_AVAILABLE: {
    kind: 'invalid',
    text: {
      it: 'Il passo automatico «{kind}» non è disponibile in questa installazione',
      en: 'The automatic step “{kind}” is not available in this installation',
    },
    remedy: { it: 'Lo tolga dal percorso', en: 'Remove it from the route' },
  },
  NO_SUCH_REGISTER: {
    kind: 'invalid',
    text: { it: 'Il registro scelto non esiste', en: 'The chosen register does not exist' },
  },
  NUMBERED_TWICE: {
    kind: 'invalid',
    text: {
      it: 'Il percorso prende due volte un numero nello stesso registro',
      en: 'The route takes a number twice in the same register',
    },
  },
  NO_SUCH_TEMPLATE: {
    kind: 'not-found',
    text: {
      it: 'Il percorso modello non c’è, o non è tra quelli che può cambiare',
      en: 'There is no such template among those that you may change',
    },
  },
  NO_SUCH_TYPE: {
    kind: 'not-found',
    text: { it: 'Il tipo di documento non c’è', en: 'There is no such type of document' },
  },
  TYPE_CODE_TAKEN: {
    kind: 'conflict',
    text: { it: 'Un altro tipo ha già questo codice', en: 'Another type has this code already' },
  },
  SIGNATURE_REFUSED_BY_DECISION: {
    kind: 'conflict',
    text: {
      it: 'Il responsabile della gestione documentale non ha accettato la firma: {reason}',
      en: 'The records manager has not accepted the signature: {reason}',
    },
    remedy: { it: 'Firmi di nuovo, o restituisca l’atto', en: 'Sign again, or return the act' },
  },
  SIGNED_TOO_LATE: {
    kind: 'conflict',
    text: {
      it: 'La firma è arrivata quando l’atto non la chiedeva più: è conservata come prova e non conta',
      en: 'The signature came when the act no longer asked for it: it is kept as evidence and does not count',
    },
  },
});
