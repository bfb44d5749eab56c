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
  NOT_A_DEMO: {
    kind: 'not-found',
    text: {
      it: 'Gli accessi dimostrativi esistono solo in modalità demo',
      en: 'Demo logins exist in demo mode only',
    },
  },
});
