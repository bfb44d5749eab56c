import { defineRefusals } from '@libro-firma/kernel';

export const organisationRefusals = defineRefusals('organisation', {
  WRONG_LOGIN: {
    kind: 'unauthenticated',
    text: { it: 'Nome utente o password non corretti', en: 'User name or password is wrong' },
    remedy: { it: 'Li controlli e riprovi', en: 'Check both and try again' },
  },
  NO_APPOINTMENT: {
    kind: 'forbidden',
    text: { it: 'Non ha incarichi in vigore oggi', en: 'You hold no appointment in force today' },
    remedy: { it: 'Si rivolga all’amministratore del suo ente', en: 'Ask the administrator of your body' },
  },
  TOKEN_NOT_FOUND: {
    kind: 'not-found',
    text: {
      it: 'Questo token non esiste o non è più in vigore',
      en: 'This token does not exist or is in force no more',
    },
  },
  TOO_MANY_TOKENS: {
    kind: 'conflict',
    text: { it: 'Ha già {limit} token in vigore', en: 'You have {limit} tokens in force already' },
    remedy: { it: 'Revochi quelli che non servono più', en: 'Revoke those that are not needed any more' },
  },
  NOT_A_DEMO: {
    kind: 'not-found',
    text: {
      it: 'Gli accessi dimostrativi esistono solo in modalità demo',
      en: 'Demo logins exist in demo mode only',
    },
  },
  NOT_YOUR_POWER: {
    kind: 'forbidden',
    text: {
      it: 'I poteri di un’altra persona li registra l’amministratore, dall’atto dell’ente',
      en: 'Another person’s powers are entered by the administrator, from the body’s act',
    },
  },
  NO_SUCH_PERSON: {
    kind: 'invalid',
    text: { it: 'Questa persona non ha incarichi qui', en: 'This person holds no appointment here' },
  },
  NO_SUCH_POWER: {
    kind: 'not-found',
    text: {
      it: 'Questa delega o assenza non c’è, o non è sua',
      en: 'There is no such delegation or absence of yours',
    },
  },
  POWER_OVER_ALREADY: {
    kind: 'conflict',
    text: { it: 'È già terminata', en: 'It has ended already' },
  },
  NOT_TO_ONESELF: {
    kind: 'invalid',
    text: {
      it: 'Nessuno delega o sostituisce sé stesso',
      en: 'Nobody delegates to, or stands in for, himself',
    },
  },
  DAYS_IN_THE_WRONG_ORDER: {
    kind: 'invalid',
    text: {
      it: 'Il periodo finisce prima di cominciare, o è già passato',
      en: 'The period ends before it begins, or is over',
    },
  },
  NO_SEAL: {
    kind: 'unavailable',
    text: {
      it: 'L’AOO non ha ancora un sigillo elettronico',
      en: 'The AOO has no electronic seal yet',
    },
    remedy: {
      it: 'L’amministratore lo configura: vedi il README di organisation',
      en: 'The administrator sets it up: see the README of organisation',
    },
  },
  SEAL_UNAVAILABLE: {
    kind: 'unavailable',
    text: {
      it: 'Il sigillo dell’AOO non è disponibile adesso',
      en: 'The seal of the AOO is not available now',
    },
    remedy: {
      it: 'Si riprova più tardi; se dura, avvisi l’amministratore',
      en: 'It is tried again later; if it lasts, tell the administrator',
    },
  },
  NOT_A_SEAL: {
    kind: 'unavailable',
    text: {
      it: 'La chiave configurata come sigillo non è il sigillo di un ente in vigore oggi',
      en: 'The key that is set up as seal is not the seal of a body that is in force today',
    },
    remedy: {
      it: 'L’amministratore installa un certificato di sigillo dell’ente, valido e non dimostrativo',
      en: 'The administrator installs a seal certificate of the body that is valid and no demo',
    },
  },
});
