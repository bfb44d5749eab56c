import { defineRefusals } from '@libro-firma/kernel';

export const protocolRefusals = defineRefusals('protocol', {
  SUBJECT_MISSING: {
    kind: 'invalid',
    text: { it: 'Manca l’oggetto della registrazione', en: 'The registration has no subject' },
    remedy: { it: 'Scriva l’oggetto e riprovi', en: 'Write the subject and try again' },
  },
  SUBJECT_TOO_LONG: {
    kind: 'invalid',
    text: {
      it: 'L’oggetto è di {length} caratteri: al più {most}',
      en: 'The subject has {length} characters: at most {most}',
    },
    remedy: {
      it: 'Scriva in breve di che cosa tratta il documento; il testo intero resta nel documento',
      en: 'Say briefly what the document is about; the whole text stands in the document',
    },
  },
  COUNTERPART_MISSING: {
    kind: 'invalid',
    text: {
      it: 'Manca il corrispondente: il mittente di ciò che arriva, il destinatario di ciò che parte',
      en: 'The counterpart is missing: the sender of what arrives, the recipient of what leaves',
    },
    remedy: { it: 'Indichi il corrispondente e riprovi', en: 'Name the counterpart and try again' },
  },
  FILE_MISSING: {
    kind: 'invalid',
    text: {
      it: 'Serve un documento principale, e uno solo, con la sua impronta',
      en: 'One main document with its hash is needed, and only one',
    },
    remedy: { it: 'Carichi il documento e riprovi', en: 'Upload the document and try again' },
  },
  HASH_MALFORMED: {
    kind: 'invalid',
    text: {
      it: 'L’impronta di «{fileName}» non è una SHA-256',
      en: 'The hash of “{fileName}” is not a SHA-256',
    },
  },
  PAPER_NOT_DESCRIBED: {
    kind: 'invalid',
    text: {
      it: 'Di «{fileName}», che non è un file, servono i fogli o la descrizione e il luogo di conservazione',
      en: 'Of “{fileName}”, which is no file, sheets or description and the place where it is kept are needed',
    },
  },
  HASH_NOT_AS_ANNOUNCED: {
    kind: 'invalid',
    text: {
      it: 'Il file «{fileName}» ha un’impronta diversa da quella annunciata: non è il file che si voleva inviare',
      en: 'The hash of the file “{fileName}” is not the one announced: it is not the file that was meant',
    },
    remedy: { it: 'Lo carichi di nuovo', en: 'Upload it again' },
  },
  DEFERRAL_INCOMPLETE: {
    kind: 'invalid',
    text: {
      it: 'Il differimento vale solo per ciò che è arrivato prima di oggi: indichi la data di arrivo',
      en: 'Deferral is for what arrived before today only: state the day of arrival',
    },
  },
  CLASSIFICATION_UNKNOWN: {
    kind: 'invalid',
    text: {
      it: 'La voce «{code}» non è nel titolario in vigore oggi',
      en: 'The entry “{code}” is not in the classification plan in force today',
    },
    remedy: {
      it: 'Scelga una voce del titolario: la classificazione è obbligatoria',
      en: 'Choose an entry of the plan: classification is mandatory',
    },
  },
  TAX_CODE_WRONG: {
    kind: 'invalid',
    text: {
      it: 'Il codice fiscale di «{name}» non è corretto',
      en: 'The tax code of “{name}” is not correct',
    },
    remedy: {
      it: 'Lo controlli con un documento, oppure lo lasci vuoto',
      en: 'Check it against a document, or leave it empty',
    },
  },
  RECEIVED_ON_WRONG: {
    kind: 'invalid',
    text: {
      it: 'La data di arrivo {receivedOn} non è una data passata o odierna',
      en: 'The day of arrival {receivedOn} is no day up to today',
    },
  },
  TEXT_NOT_WRITABLE: {
    kind: 'invalid',
    text: {
      it: 'Il campo «{field}» contiene caratteri che un registro non può conservare',
      en: 'The field “{field}” holds characters that no register can keep',
    },
    remedy: {
      it: 'Lo riscriva senza caratteri di controllo',
      en: 'Write it again without control characters',
    },
  },
  OUT_OF_BOUNDS: {
    kind: 'too-large',
    text: {
      it: 'Il campo «{field}» supera il limite di {bound}',
      en: '“{field}” is beyond its bound of {bound}',
    },
  },
  REGISTER_UNKNOWN: {
    kind: 'not-found',
    text: { it: 'Questo registro non esiste nella AOO', en: 'There is no such register in this AOO' },
  },
  KEY_OF_ANOTHER: {
    kind: 'conflict',
    text: {
      it: 'Questa richiesta ha già un numero, dato a un documento diverso: {number}/{year}',
      en: 'This request has a number already, given to another document: {number}/{year}',
    },
    remedy: {
      it: 'Ripeta la registrazione come richiesta nuova',
      en: 'Register again as a new request',
    },
  },
  LIKELY_DUPLICATE: {
    kind: 'conflict',
    text: {
      it: 'È probabilmente già registrato: {numbers}',
      en: 'It is probably registered already: {numbers}',
    },
    remedy: {
      it: 'Apra quelle registrazioni; se è davvero un altro documento, dichiari di averle viste e registri',
      en: 'Open those registrations; if it is another document indeed, state that you have seen them and register',
    },
  },
  CLOCK_NOT_TRUSTED: {
    kind: 'unavailable',
    text: {
      it: 'L’orologio del sistema non è affidabile: è indietro rispetto all’ultima registrazione o non concorda con la base di dati. Nessun numero finché non torna esatto',
      en: 'The system’s clock cannot be trusted: it is behind the last registration or differs from the database. No number until it is right again',
    },
    remedy: {
      it: 'Avvisi subito chi gestisce il sistema; se occorre, apra il registro di emergenza',
      en: 'Tell the operator at once; if it cannot wait, open the emergency register',
    },
  },
  TOO_MANY_WAITING: {
    kind: 'unavailable',
    text: {
      it: 'Troppe registrazioni in attesa di un numero',
      en: 'Too many registrations are waiting for a number',
    },
    remedy: { it: 'Riprovi tra qualche secondo', en: 'Try again in a few seconds' },
  },
  REGISTRATION_NOT_FOUND: {
    kind: 'not-found',
    text: {
      it: 'Non c’è una registrazione che lei possa vedere a questo indirizzo',
      en: 'There is no registration here that you may see',
    },
  },
  DOCUMENT_NOT_FOUND: {
    kind: 'not-found',
    text: {
      it: 'Uno dei documenti indicati non c’è, o lei non può vederlo',
      en: 'One of the documents named is not there, or you may not see it',
    },
    remedy: { it: 'Carichi di nuovo il documento', en: 'Upload the document again' },
  },
});
