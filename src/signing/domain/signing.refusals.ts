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
});
