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
});
