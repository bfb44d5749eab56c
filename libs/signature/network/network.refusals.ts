import { defineRefusals } from '@libro-firma/kernel';

const TRY_AGAIN = { it: 'Riprovare più tardi', en: 'Try again later' };

/** Refusals of services on the network, by the host that was asked. */
export const networkRefusals = defineRefusals('network', {
  UNREACHABLE: {
    kind: 'unavailable',
    text: { it: 'Il servizio {host} non è raggiungibile', en: 'The service {host} cannot be reached' },
    remedy: TRY_AGAIN,
  },
  TIMED_OUT: {
    kind: 'unavailable',
    text: {
      it: 'Il servizio {host} non ha risposto entro {seconds} secondi',
      en: 'The service {host} did not answer within {seconds} seconds',
    },
    remedy: TRY_AGAIN,
  },
  ANSWER_BROKEN: {
    kind: 'unavailable',
    text: {
      it: 'La risposta del servizio {host} si è interrotta',
      en: 'The answer of the service {host} broke off',
    },
    remedy: TRY_AGAIN,
  },
  STATUS: {
    kind: 'unavailable',
    text: {
      it: 'Il servizio {host} ha risposto con lo stato {status}',
      en: 'The service {host} answered with status {status}',
    },
  },
  CREDENTIALS_REFUSED: {
    kind: 'forbidden',
    text: {
      it: 'Il servizio {host} non ha accettato le credenziali',
      en: 'The service {host} did not accept the credentials',
    },
    remedy: {
      it: 'Verificare utente, password e disponibilità residua del servizio',
      en: 'Check user, password and what is left of the subscription',
    },
  },
  ANSWER_TOO_LARGE: {
    kind: 'too-large',
    text: {
      it: 'La risposta del servizio {host} supera {limit} byte',
      en: 'The answer of the service {host} exceeds {limit} bytes',
    },
  },
  ANSWER_IS_A_PAGE: {
    kind: 'unavailable',
    text: {
      it: 'Il servizio {host} ha risposto con una pagina web',
      en: 'The service {host} answered with a web page',
    },
    remedy: {
      it: 'Verificare che nessun proxy chieda di autenticarsi',
      en: 'Check that no proxy asks for a login',
    },
  },
  TOO_MANY_REDIRECTS: {
    kind: 'unavailable',
    text: {
      it: 'Il servizio {host} rinvia ad altri indirizzi senza fine',
      en: 'The service {host} sends on to other addresses without end',
    },
  },
  ADDRESS_NOT_ALLOWED: {
    kind: 'forbidden',
    text: {
      it: 'L’indirizzo {url} non può essere interrogato',
      en: 'The address {url} may not be asked',
    },
  },
});
