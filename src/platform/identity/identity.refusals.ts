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
