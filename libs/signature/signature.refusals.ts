import { defineRefusals } from '@libro-firma/kernel';

const PREPARE_AGAIN = {
  it: 'Preparare di nuovo la firma e autorizzarla un’altra volta',
  en: 'Prepare the signature again and authorise it once more',
};

/** Refusals of signing and of keys. Reports of validation are values of their own and stand elsewhere. */
export const signatureRefusals = defineRefusals('signature', {
  CERTIFICATE_UNREADABLE: {
    kind: 'invalid',
    text: {
      it: 'Il certificato di firma non è leggibile: {reason}',
      en: 'The signing certificate is not readable: {reason}',
    },
    remedy: {
      it: 'Esportare di nuovo il certificato X.509 in formato DER',
      en: 'Export the X.509 certificate again in DER format',
    },
  },
  KEY_UNSUPPORTED: {
    kind: 'unsupported',
    text: {
      it: 'Chiave di tipo {type} non ammessa per firmare',
      en: 'Keys of type {type} are not accepted for signing',
    },
    remedy: {
      it: 'Usare una chiave RSA da almeno 2048 bit, una curva P-256, P-384 o P-521, oppure Ed25519',
      en: 'Use an RSA key of at least 2048 bits, a P-256, P-384 or P-521 curve, or Ed25519',
    },
  },
  KEY_TOO_SHORT: {
    kind: 'unsupported',
    text: {
      it: 'Chiave RSA di {bits} bit: il minimo ammesso è {least}',
      en: 'RSA key of {bits} bits: at least {least} are required',
    },
    remedy: {
      it: 'Chiedere al prestatore di servizi fiduciari un certificato con una chiave più lunga',
      en: 'Ask the trust service provider for a certificate with a longer key',
    },
  },
  ALGORITHM_NOT_FOR_KEY: {
    kind: 'invalid',
    text: {
      it: 'L’algoritmo {algorithm} non si può usare con una chiave di tipo {type}',
      en: 'Algorithm {algorithm} cannot be used with a key of type {type}',
    },
  },
  DOCUMENT_CHANGED: {
    kind: 'conflict',
    text: {
      it: 'Il file non è quello per cui la firma è stata preparata',
      en: 'The file is not the one for which the signature was prepared',
    },
    remedy: PREPARE_AGAIN,
  },
  CERTIFICATE_CHANGED: {
    kind: 'conflict',
    text: {
      it: 'Il certificato non è quello con cui la firma è stata preparata',
      en: 'The certificate is not the one with which the signature was prepared',
    },
    remedy: PREPARE_AGAIN,
  },
  PREPARATION_CHANGED: {
    kind: 'conflict',
    text: {
      it: 'I dati preparati per la firma non corrispondono al file',
      en: 'The data prepared for the signature do not agree with the file',
    },
    remedy: PREPARE_AGAIN,
  },
  VALUE_MISMATCH: {
    kind: 'conflict',
    text: {
      it: 'Il valore di firma non è stato calcolato su questo documento con la chiave di questo certificato',
      en: 'The signature value was not made over this document with the key of this certificate',
    },
    remedy: PREPARE_AGAIN,
  },
  PREPARATION_UNREADABLE: {
    kind: 'invalid',
    text: {
      it: 'I dati preparati per la firma non sono leggibili: {reason}',
      en: 'The data prepared for the signature are not readable: {reason}',
    },
    remedy: PREPARE_AGAIN,
  },
  STATE_NOT_OURS: {
    kind: 'forbidden',
    text: {
      it: 'I dati della firma in corso non sono quelli preparati da questo sistema',
      en: 'The data of the pending signature are not those that this system prepared',
    },
    remedy: PREPARE_AGAIN,
  },
  STATE_OF_OTHER_TASK: {
    kind: 'conflict',
    text: {
      it: 'I dati della firma in corso riguardano un’altra attività',
      en: 'The data of the pending signature belong to another task',
    },
    remedy: PREPARE_AGAIN,
  },
  STATE_EXPIRED: {
    kind: 'conflict',
    text: {
      it: 'La firma in corso è scaduta il {instant}',
      en: 'The pending signature expired on {instant}',
    },
    remedy: PREPARE_AGAIN,
  },
  STATE_USED: {
    kind: 'conflict',
    text: {
      it: 'La firma in corso è già stata completata una volta',
      en: 'The pending signature was completed once already',
    },
    remedy: PREPARE_AGAIN,
  },
  CMS_UNREADABLE: {
    kind: 'invalid',
    text: {
      it: 'Il file non è una busta di firma CAdES leggibile',
      en: 'The file is no readable CAdES signature envelope',
    },
  },
  CONTENT_MISSING: {
    kind: 'invalid',
    text: {
      it: 'La firma è separata dal documento e il documento manca',
      en: 'The signature is detached from the document and the document is missing',
    },
    remedy: { it: 'Allegare anche il documento firmato', en: 'Add the signed document too' },
  },
  SIGNER_MISSING: {
    kind: 'not-found',
    text: {
      it: 'Il file non ha il firmatario numero {index}',
      en: 'The file has no signer number {index}',
    },
  },
  OLD_ARCHIVE_FORM: {
    kind: 'unsupported',
    text: {
      it: 'La firma ha una marca di archivio di forma antica, che non ammette aggiunte',
      en: 'The signature has an archive time-stamp of an old form, which admits no additions',
    },
    remedy: {
      it: 'Conservare il file così com’è e marcarlo dall’esterno',
      en: 'Keep the file as it is and time-stamp it from outside',
    },
  },
  XML_NOT_SIGNABLE: {
    kind: 'unsupported',
    text: {
      it: 'In questo documento XML non si può inserire una firma: {reason}',
      en: 'No signature can be put into this XML document: {reason}',
    },
    remedy: {
      it: 'Salvare di nuovo il documento in UTF-8 senza altre firme in corso',
      en: 'Save the document again in UTF-8, with no other signature under way',
    },
  },
  NONE_TO_EXTEND: {
    kind: 'invalid',
    text: {
      it: 'Il file non contiene alcuna firma da estendere',
      en: 'The file holds no signature to extend',
    },
  },
  BROKEN_TO_EXTEND: {
    kind: 'conflict',
    text: {
      it: 'Una firma del file non è integra o non è leggibile: non si estende ciò che non prova nulla',
      en: 'A signature of the file is broken or not readable: what proves nothing is not extended',
    },
    remedy: {
      it: 'Verificare il file e procurarsi l’originale',
      en: 'Verify the file and obtain the original',
    },
  },
  TOO_MANY_SIGNATURES: {
    kind: 'too-large',
    text: {
      it: 'Il file ha più di {limit} firme',
      en: 'The file has more than {limit} signatures',
    },
  },
  PKCS12_WRONG_PASSWORD: {
    kind: 'forbidden',
    text: {
      it: 'La password del file PKCS#12 non è corretta',
      en: 'The password of the PKCS#12 file is wrong',
    },
    remedy: { it: 'Digitare di nuovo la password', en: 'Enter the password again' },
  },
  PKCS12_UNREADABLE: {
    kind: 'invalid',
    text: { it: 'Il file PKCS#12 non è leggibile', en: 'The PKCS#12 file is not readable' },
    remedy: {
      it: 'Esportare di nuovo chiave e certificato in un file .p12 o .pfx',
      en: 'Export key and certificate again as a .p12 or .pfx file',
    },
  },
  PKCS12_TOO_LARGE: {
    kind: 'too-large',
    text: {
      it: 'Il file PKCS#12 supera {limit} byte',
      en: 'The PKCS#12 file exceeds {limit} bytes',
    },
  },
  PKCS12_WITHOUT_KEY: {
    kind: 'invalid',
    text: {
      it: 'Il file PKCS#12 non contiene una chiave privata con il suo certificato',
      en: 'The PKCS#12 file holds no private key with its certificate',
    },
    remedy: {
      it: 'Esportare di nuovo il certificato insieme alla sua chiave privata',
      en: 'Export the certificate again together with its private key',
    },
  },
  FORMAT_NOT_READ: {
    kind: 'unsupported',
    text: {
      it: 'Il file non è in un formato di firma fra quelli letti',
      en: 'The file is in no signature format that is read here',
    },
  },
  XML_EVIDENCE_NOT_READ: {
    kind: 'unsupported',
    text: {
      it: 'Il file è una prova di conservazione in XML (evidence record, RFC 6283), che non viene letta: si leggono quelle in ASN.1 (RFC 4998)',
      en: 'The file is an evidence record in XML (RFC 6283), which is not read: those in ASN.1 (RFC 4998) are',
    },
  },
  NESTED_TOO_DEEPLY: {
    kind: 'too-large',
    text: {
      it: 'Le buste sono una dentro l’altra oltre il limite di {limit}',
      en: 'Envelopes lie within each other beyond the limit of {limit}',
    },
  },
  FILE_TOO_LARGE: {
    kind: 'too-large',
    text: {
      it: 'Il file supera i {limit} byte che si possono leggere in questo formato',
      en: 'The file is larger than the {limit} bytes that can be read in this format',
    },
  },
});
