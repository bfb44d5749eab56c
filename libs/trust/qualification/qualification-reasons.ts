/** Why a certificate is, or is not, what it was found to be. */
export const QUALIFICATION_REASONS = {
  QUALIFIED: {
    it: 'Il certificato è qualificato e la chiave sta in un dispositivo qualificato, secondo l’elenco di fiducia',
    en: 'The certificate is qualified and its key is in a qualified device, by the trusted list',
  },
  NO_QUALIFIED_DEVICE: {
    it: 'Il certificato è qualificato, ma la chiave non risulta in un dispositivo qualificato',
    en: 'The certificate is qualified, but nothing says that its key is in a qualified device',
  },
  CERTIFICATE_NOT_QUALIFIED: {
    it: 'Il prestatore è qualificato, ma questo certificato non lo è',
    en: 'The provider is qualified, but this certificate is not',
  },
  FOR_WEBSITES: {
    it: 'Il certificato è qualificato per l’autenticazione di siti web, non per firmare',
    en: 'The certificate is qualified for website authentication, not for signing',
  },
  SERVICE_NOT_FOR_PURPOSE: {
    it: 'Il servizio non è nell’elenco di fiducia per questo tipo di firma o di sigillo',
    en: 'The service is not on the trusted list for this kind of signature or seal',
  },
  SERVICE_NOT_GRANTED: {
    it: 'Il servizio non era qualificato quando il certificato è stato emesso, o alla data della firma',
    en: 'The service was not qualified when the certificate was issued, or at the time of the signature',
  },
  NOT_ON_A_LIST: {
    it: 'Chi ha emesso il certificato non è in un elenco di fiducia come prestatore qualificato',
    en: 'Who issued the certificate is on no trusted list as a qualified provider',
  },
  NO_LISTS: {
    it: 'Nessun elenco di fiducia è disponibile',
    en: 'No trusted list is at hand',
  },
  LIST_STALE: {
    it: 'L’elenco di fiducia disponibile è scaduto: non dice più chi è qualificato',
    en: 'The trusted list at hand is out of date: it no longer says who is qualified',
  },
  NO_CERTIFICATE: {
    it: 'Il certificato del firmatario non si trova',
    en: 'The signer’s certificate was not found',
  },
  CRITERIA_NOT_READ: {
    it: 'L’elenco di fiducia distingue i certificati con un criterio che qui non si sa leggere',
    en: 'The trusted list tells certificates apart by a criterion that is not read here',
  },
  QUALIFIERS_CONTRADICT: {
    it: 'L’elenco di fiducia si contraddice su questo certificato',
    en: 'The trusted list contradicts itself about this certificate',
  },
  PURPOSE_UNKNOWN: {
    it: 'Non risulta se il certificato serve per firme o per sigilli',
    en: 'Whether the certificate is for signatures or for seals cannot be told',
  },
  SERVICES_DISAGREE: {
    it: 'Più servizi corrispondono al certificato e non dicono la stessa cosa',
    en: 'Several services answer to the certificate and do not say the same',
  },
} as const;

export type QualificationReason = keyof typeof QUALIFICATION_REASONS;
