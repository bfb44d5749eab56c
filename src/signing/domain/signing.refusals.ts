import { defineRefusals } from '@libro-firma/kernel';

export const signingRefusals = defineRefusals('signing', {
  NO_CERTIFICATE: {
    kind: 'conflict',
    text: { it: 'Non ha ancora un certificato di firma', en: 'You have no signing certificate yet' },
    remedy: {
      it: 'Chieda all’amministratore di associare il suo dispositivo di firma; intanto può leggere, vistare e restituire',
      en: 'Ask the administrator to enrol your signing device; meanwhile you may read, endorse and return',
    },
  },
  CERTIFICATE_NOT_IN_FORCE: {
    kind: 'conflict',
    text: {
      it: 'Il certificato di firma è valido dal {validFrom} al {validTo}',
      en: 'The signing certificate is valid from {validFrom} to {validTo}',
    },
    remedy: {
      it: 'Rinnovi il certificato presso il suo prestatore',
      en: 'Renew the certificate with your provider',
    },
  },
  CERTIFICATE_OF_SOMEBODY_ELSE: {
    kind: 'conflict',
    text: {
      it: 'Il certificato di firma è intestato a un altro codice fiscale',
      en: 'The signing certificate is in the name of another tax code',
    },
    remedy: {
      it: 'Si rivolga all’amministratore: firmerebbe un’altra persona',
      en: 'Tell the administrator: somebody else would be signing',
    },
  },
  WRONG_CODE: {
    kind: 'invalid',
    text: {
      it: 'Il codice di firma non è corretto; nessun documento è stato firmato',
      en: 'The signing code is wrong; nothing was signed',
    },
    remedy: {
      it: 'Lo digiti di nuovo: i documenti restano pronti',
      en: 'Type it again: the documents stay ready',
    },
  },
  DEVICE_UNAVAILABLE: {
    kind: 'unavailable',
    text: { it: 'Il dispositivo di firma non risponde', en: 'The signing device does not answer' },
    remedy: {
      it: 'Riprovi tra poco: i documenti restano pronti',
      en: 'Try again soon: the documents stay ready',
    },
  },
  VALUE_NOT_OF_THIS_DOCUMENT: {
    kind: 'conflict',
    text: {
      it: 'Il dispositivo ha restituito una firma che non è di questo documento',
      en: 'The device gave back a signature that is not of this document',
    },
    remedy: {
      it: 'Non è stata accettata: riprovi, e se si ripete avvisi l’assistenza',
      en: 'It was not accepted: try again, and tell support if it happens again',
    },
  },
  NO_SUCH_DEVICE: {
    kind: 'not-found',
    text: {
      it: 'Il dispositivo di firma «{device}» non è tra quelli in uso',
      en: 'The signing device “{device}” is not among those in use',
    },
    remedy: {
      it: 'Scelga un altro dispositivo o si rivolga all’amministratore',
      en: 'Choose another device, or ask the administrator',
    },
  },
  NO_SUCH_CREDENTIAL: {
    kind: 'not-found',
    text: {
      it: 'Il dispositivo non ha più questa chiave di firma',
      en: 'The device no longer has this signing key',
    },
    remedy: { it: 'Associ di nuovo il suo dispositivo di firma', en: 'Enrol your signing device again' },
  },
  CODE_MISSING: {
    kind: 'invalid',
    text: { it: 'Il dispositivo chiede anche {code}', en: 'The device also asks for {code}' },
    remedy: { it: 'Digiti tutti i codici richiesti', en: 'Type every code that is asked for' },
  },
  CODE_LOCKED: {
    kind: 'conflict',
    text: {
      it: 'Il codice di firma è bloccato per troppi tentativi; nessun documento è stato firmato',
      en: 'The signing code is locked after too many attempts; nothing was signed',
    },
    remedy: {
      it: 'Lo sblocchi con il PUK o presso il suo prestatore',
      en: 'Unlock it with the PUK or with your provider',
    },
  },
  CODE_NOT_SENT: {
    kind: 'unavailable',
    text: { it: 'Il codice temporaneo non è stato inviato', en: 'The one-time code was not sent' },
    remedy: {
      it: 'Riprovi tra poco; i documenti restano pronti',
      en: 'Try again soon; the documents stay ready',
    },
  },
  AUTHORISATION_EXPIRED: {
    kind: 'conflict',
    text: {
      it: 'L’autorizzazione del prestatore è scaduta prima di questa firma',
      en: 'The provider’s authorisation expired before this signature',
    },
    remedy: {
      it: 'Dia un nuovo codice: le firme già fatte restano',
      en: 'Give a new code: the signatures made so far stay',
    },
  },
  TOKEN_ABSENT: {
    kind: 'unavailable',
    text: {
      it: 'Il token di firma non è inserito o è stato tolto',
      en: 'The signing token is not there, or was taken out',
    },
    remedy: {
      it: 'Lo inserisca e riprovi: i documenti restano pronti',
      en: 'Insert it and try again: the documents stay ready',
    },
  },
  LIBRARY_MISSING: {
    kind: 'unavailable',
    text: {
      it: 'La libreria del token ({library}) non si carica su questo server',
      en: 'The library of the token ({library}) does not load on this server',
    },
    remedy: { it: 'Avvisi l’amministratore', en: 'Tell the administrator' },
  },
  ASSURANCE_TOO_LOW: {
    kind: 'conflict',
    text: {
      it: 'Il prestatore non lega il codice ai documenti (SCAL1), e qui si chiede SCAL2',
      en: 'The provider does not bind the code to the documents (SCAL1), and SCAL2 is asked for here',
    },
    remedy: {
      it: 'Chieda al prestatore una credenziale SCAL2',
      en: 'Ask the provider for a SCAL2 credential',
    },
  },
  AUTOMATIC_CREDENTIAL: {
    kind: 'conflict',
    text: {
      it: 'È una credenziale per procedure automatiche: non può firmare in un libro firma',
      en: 'This credential is for automatic procedures: it may not sign in a signature book',
    },
    remedy: {
      it: 'Scelga la sua firma remota o il suo token',
      en: 'Choose your remote signature or your token',
    },
  },
  NOT_A_SIGNING_CERTIFICATE: {
    kind: 'conflict',
    text: {
      it: 'Il certificato non serve per la firma (uso della chiave)',
      en: 'The certificate is not for signatures (key usage)',
    },
    remedy: { it: 'Scelga il certificato di sottoscrizione', en: 'Choose the certificate for signatures' },
  },
  SOFTWARE_KEY: {
    kind: 'conflict',
    text: {
      it: 'Una chiave in un file è ammessa solo nelle dimostrazioni',
      en: 'A key in a file is admitted in demonstrations only',
    },
    remedy: { it: 'Scelga un token o una firma remota', en: 'Choose a token or a remote signature' },
  },
  CREDENTIAL_DISABLED: {
    kind: 'conflict',
    text: {
      it: 'Il prestatore ha disattivato questa chiave di firma ({status})',
      en: 'The provider has disabled this signing key ({status})',
    },
    remedy: { it: 'Si rivolga al prestatore', en: 'Ask the provider' },
  },
  AUTHORISATION_UNSUPPORTED: {
    kind: 'unsupported',
    text: {
      it: 'Il prestatore chiede un’autorizzazione «{mode}», che qui non c’è',
      en: 'The provider asks for an authorisation “{mode}”, which is not supported here',
    },
    remedy: {
      it: 'Chieda al prestatore l’autorizzazione con PIN o codice temporaneo',
      en: 'Ask the provider for authorisation by PIN or one-time code',
    },
  },
  TOO_MANY_FOR_ONE_CODE: {
    kind: 'invalid',
    text: {
      it: 'Un codice autorizza al massimo {most} firme',
      en: 'One code authorises {most} signatures at most',
    },
    remedy: { it: 'Ne firmi una parte alla volta', en: 'Sign a part of them at a time' },
  },
  DEVICE_REFUSED: {
    kind: 'conflict',
    text: {
      it: 'Il prestatore ha rifiutato la richiesta: {reason}',
      en: 'The provider refused the request: {reason}',
    },
    remedy: {
      it: 'Riprovi; se si ripete avvisi l’amministratore',
      en: 'Try again; if it happens again tell the administrator',
    },
  },
  VALUE_MISSING: {
    kind: 'unavailable',
    text: {
      it: 'Il dispositivo non ha restituito la firma di questo documento',
      en: 'The device gave back no signature for this document',
    },
    remedy: {
      it: 'Dia un nuovo codice: le firme già fatte restano',
      en: 'Give a new code: the signatures made so far stay',
    },
  },
  CERTIFICATE_CHANGED: {
    kind: 'conflict',
    text: {
      it: 'Il certificato di firma è cambiato da quando i documenti sono stati preparati',
      en: 'The signing certificate has changed since the documents were prepared',
    },
    remedy: {
      it: 'I documenti si preparano di nuovo per quello attuale: dia il codice tra poco',
      en: 'The documents are being prepared again for the present one: give the code soon',
    },
  },
  ENROLLED_MEANWHILE: {
    kind: 'conflict',
    text: {
      it: 'Nel frattempo ha associato un altro dispositivo',
      en: 'You enrolled another device meanwhile',
    },
    remedy: { it: 'Ricarichi la pagina', en: 'Load the page again' },
  },
  CERTIFICATE_EXPIRES_SOON: {
    kind: 'conflict',
    text: {
      it: 'Il certificato di firma scade il {validTo}',
      en: 'The signing certificate expires on {validTo}',
    },
    remedy: { it: 'Lo rinnovi in tempo presso il suo prestatore', en: 'Renew it in time with your provider' },
  },
  CERTIFICATE_EXPIRED: {
    kind: 'conflict',
    text: {
      it: 'Il certificato di firma è scaduto il {validTo}',
      en: 'The signing certificate expired on {validTo}',
    },
    remedy: { it: 'Lo rinnovi presso il suo prestatore', en: 'Renew it with your provider' },
  },
  CERTIFICATE_REVOKED: {
    kind: 'conflict',
    text: {
      it: 'Il certificato di firma è revocato o sospeso',
      en: 'The signing certificate is revoked or suspended',
    },
    remedy: {
      it: 'Una firma così equivale a nessuna firma (CAD art. 24): si rivolga al prestatore',
      en: 'A signature with it counts as none (CAD art. 24): ask your provider',
    },
  },
});
