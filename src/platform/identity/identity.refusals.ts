import { defineRefusals } from '@libro-firma/kernel';

export const identityRefusals = defineRefusals('identity', {
  LOGIN_NEEDED: {
    kind: 'unauthenticated',
    text: {
      it: 'Serve l’accesso: la sessione manca o è scaduta',
      en: 'A login is needed: there is no session, or it has expired',
    },
    remedy: {
      it: 'Acceda di nuovo; quello che stava scrivendo resta nella pagina',
      en: 'Log in again; what you were writing stays in the page',
    },
  },
  TOKEN_NOT_IN_FORCE: {
    kind: 'unauthenticated',
    text: {
      it: 'Il token di accesso non esiste, è scaduto o è stato revocato',
      en: 'The access token does not exist, has expired or was revoked',
    },
    remedy: {
      it: 'Ne crei uno nuovo dalle preferenze e lo metta al posto di questo',
      en: 'Make a new one in the preferences and put it in place of this one',
    },
  },
  ONLY_AT_THE_DESK: {
    kind: 'forbidden',
    text: {
      it: 'Questa operazione la fa una persona che ha eseguito l’accesso, non un programma con un token',
      en: 'This is done by a person who has logged in, not by a program with a token',
    },
  },
  NOT_ALLOWED: {
    kind: 'forbidden',
    text: {
      it: 'Il suo incarico non permette questa operazione',
      en: 'Your appointment does not allow this',
    },
    remedy: {
      it: 'Chieda al responsabile dell’ufficio o all’amministratore l’incarico che serve',
      en: 'Ask the head of your office or the administrator for the appointment that it takes',
    },
  },
  FOREIGN_ORIGIN: {
    kind: 'forbidden',
    text: {
      it: 'La richiesta non viene da una pagina di questo servizio',
      en: 'The request does not come from a page of this service',
    },
    remedy: {
      it: 'Ripeta l’operazione dalla pagina del servizio',
      en: 'Repeat it from the service’s own page',
    },
  },
});
