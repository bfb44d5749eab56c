import { defineRefusals } from '@libro-firma/kernel';

const OTHER_AUTHORITY = {
  it: 'Rivolgersi al prestatore del servizio di marcatura, o configurarne un altro',
  en: 'Ask the provider of the time-stamping service, or configure another one',
};

/** Refusals of time-stamps: why an answer of an authority was not taken. */
export const timestampRefusals = defineRefusals('timestamp', {
  NOT_GRANTED: {
    kind: 'unavailable',
    text: {
      it: 'Il servizio di marcatura temporale ha rifiutato la richiesta: {status} {failures} {text}',
      en: 'The time-stamping service refused the request: {status} {failures} {text}',
    },
    remedy: OTHER_AUTHORITY,
  },
  UNREADABLE: {
    kind: 'unavailable',
    text: {
      it: 'La risposta del servizio di marcatura temporale non è leggibile',
      en: 'The answer of the time-stamping service is not readable',
    },
    remedy: OTHER_AUTHORITY,
  },
  OTHER_IMPRINT: {
    kind: 'conflict',
    text: {
      it: 'La marca temporale riguarda altri dati',
      en: 'The time-stamp is about other data',
    },
    remedy: OTHER_AUTHORITY,
  },
  OTHER_NONCE: {
    kind: 'conflict',
    text: {
      it: 'La marca temporale risponde a un’altra richiesta',
      en: 'The time-stamp answers another request',
    },
    remedy: OTHER_AUTHORITY,
  },
  OTHER_POLICY: {
    kind: 'conflict',
    text: {
      it: 'La marca temporale segue la politica {policy}, che non è quella richiesta',
      en: 'The time-stamp follows policy {policy}, which is not the one asked for',
    },
    remedy: OTHER_AUTHORITY,
  },
  VALUE_INVALID: {
    kind: 'conflict',
    text: {
      it: 'La firma della marca temporale non è valida',
      en: 'The signature of the time-stamp is not valid',
    },
    remedy: OTHER_AUTHORITY,
  },
  WEAK_ALGORITHM: {
    kind: 'conflict',
    text: {
      it: 'La marca temporale è firmata con un algoritmo non più sicuro',
      en: 'The time-stamp is signed with an algorithm that is no longer safe',
    },
    remedy: OTHER_AUTHORITY,
  },
  CERTIFICATE_MISSING: {
    kind: 'conflict',
    text: {
      it: 'La marca temporale non contiene il certificato di chi l’ha firmata',
      en: 'The time-stamp does not hold the certificate of who signed it',
    },
    remedy: OTHER_AUTHORITY,
  },
  OTHER_CERTIFICATE: {
    kind: 'conflict',
    text: {
      it: 'La marca temporale indica un altro certificato di firma',
      en: 'The time-stamp names another signing certificate',
    },
    remedy: OTHER_AUTHORITY,
  },
  PURPOSE_MISSING: {
    kind: 'conflict',
    text: {
      it: 'Il certificato della marca temporale non è destinato alla sola marcatura temporale',
      en: 'The certificate of the time-stamp is not meant for time-stamping alone',
    },
    remedy: OTHER_AUTHORITY,
  },
  AUTHORITY_NOT_VALID: {
    kind: 'conflict',
    text: {
      it: 'Il certificato della marca temporale non era valido il {instant}',
      en: 'The certificate of the time-stamp was not valid on {instant}',
    },
    remedy: OTHER_AUTHORITY,
  },
  NOT_TRUSTED: {
    kind: 'conflict',
    text: {
      it: 'Il certificato della marca temporale non risale a un’autorità fidata',
      en: 'The certificate of the time-stamp does not lead to a trusted authority',
    },
    remedy: OTHER_AUTHORITY,
  },
  CLOCK_DIFFERS: {
    kind: 'conflict',
    text: {
      it: 'L’ora della marca temporale differisce di {seconds} secondi da quella di questo sistema',
      en: 'The time of the time-stamp differs by {seconds} seconds from this system’s',
    },
    remedy: {
      it: 'Verificare l’orologio di questo sistema',
      en: 'Check the clock of this system',
    },
  },
  NO_AUTHORITY_ANSWERED: {
    kind: 'unavailable',
    text: {
      it: 'Nessun servizio di marcatura temporale ha dato una marca utilizzabile: {reasons}',
      en: 'No time-stamping service gave a usable time-stamp: {reasons}',
    },
    remedy: { it: 'Riprovare più tardi', en: 'Try again later' },
  },
});
