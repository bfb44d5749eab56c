import { defineRefusals } from '@libro-firma/kernel';

const TRY_AGAIN = { it: 'Riprovare più tardi', en: 'Try again later' };

/** Refusals of revocation data: why an OCSP response or a CRL says nothing that can be relied on. */
export const revocationRefusals = defineRefusals('revocation', {
  RESPONDER_FAILED: {
    kind: 'unavailable',
    text: {
      it: 'Il servizio OCSP ha risposto che non può rispondere: {status}',
      en: 'The OCSP service answered that it cannot answer: {status}',
    },
    remedy: TRY_AGAIN,
  },
  UNREADABLE: {
    kind: 'unavailable',
    text: {
      it: 'I dati di revoca ricevuti non sono leggibili',
      en: 'The revocation data that came are not readable',
    },
  },
  OTHER_CERTIFICATE: {
    kind: 'conflict',
    text: {
      it: 'La risposta OCSP non riguarda il certificato richiesto',
      en: 'The OCSP response is not about the certificate that was asked about',
    },
  },
  OTHER_NONCE: {
    kind: 'conflict',
    text: {
      it: 'La risposta OCSP risponde a un’altra richiesta',
      en: 'The OCSP response answers another request',
    },
  },
  SIGNER_NOT_AUTHORISED: {
    kind: 'conflict',
    text: {
      it: 'I dati di revoca sono firmati da chi non è autorizzato dall’emittente del certificato',
      en: 'The revocation data are signed by someone whom the certificate’s issuer did not authorise',
    },
  },
  VALUE_INVALID: {
    kind: 'conflict',
    text: {
      it: 'La firma dei dati di revoca non è valida',
      en: 'The signature of the revocation data is not valid',
    },
  },
  NOT_COVERED: {
    kind: 'unsupported',
    text: {
      it: 'I dati di revoca non coprono questo certificato: {reason}',
      en: 'The revocation data do not cover this certificate: {reason}',
    },
  },
  UNKNOWN_EXTENSION: {
    kind: 'unsupported',
    text: {
      it: 'I dati di revoca hanno un’estensione critica sconosciuta',
      en: 'The revocation data have a critical extension that is not known',
    },
  },
  WEAK_ALGORITHM: {
    kind: 'conflict',
    text: {
      it: 'I dati di revoca sono firmati con un algoritmo troppo debole',
      en: 'The revocation data are signed with an algorithm that is too weak',
    },
  },
  TIMES_CONTRADICT: {
    kind: 'conflict',
    text: {
      it: 'Le date dei dati di revoca si contraddicono',
      en: 'The dates of the revocation data contradict each other',
    },
  },
  STATUS_UNKNOWN: {
    kind: 'unavailable',
    text: {
      it: 'Il servizio OCSP non conosce il certificato',
      en: 'The OCSP service does not know the certificate',
    },
  },
  STALE: {
    kind: 'unavailable',
    text: {
      it: 'I dati di revoca sono scaduti il {instant}',
      en: 'The revocation data ran out on {instant}',
    },
    remedy: TRY_AGAIN,
  },
  NOT_YET_VALID: {
    kind: 'conflict',
    text: {
      it: 'I dati di revoca sono datati {instant}, nel futuro',
      en: 'The revocation data are dated {instant}, in the future',
    },
    remedy: {
      it: 'Verificare l’orologio di questo sistema',
      en: 'Check the clock of this system',
    },
  },
  BEFORE_SIGNATURE: {
    kind: 'unavailable',
    text: {
      it: 'I dati di revoca del {instant} precedono la firma che devono provare',
      en: 'The revocation data of {instant} are older than the signature that they should prove',
    },
    remedy: {
      it: 'Riprovare dopo il prossimo aggiornamento',
      en: 'Try again after the next update',
    },
  },
  REVOKED: {
    kind: 'conflict',
    text: {
      it: 'Il certificato era revocato o sospeso dal {instant}: {reason}',
      en: 'The certificate was revoked or suspended since {instant}: {reason}',
    },
  },
  CHAIN_INCOMPLETE: {
    kind: 'conflict',
    text: {
      it: 'Il certificato non risale a un’autorità fidata',
      en: 'The certificate does not lead to a trusted authority',
    },
  },
  NO_SERVICE: {
    kind: 'unsupported',
    text: {
      it: 'Il certificato non indica alcun servizio di revoca',
      en: 'The certificate names no revocation service',
    },
  },
  NOTHING_USABLE: {
    kind: 'unavailable',
    text: {
      it: 'Nessun servizio di revoca ha dato un’informazione utilizzabile: {reasons}',
      en: 'No revocation service gave anything usable: {reasons}',
    },
    remedy: TRY_AGAIN,
  },
});
