import { defineRefusals } from '@libro-firma/kernel';

const REPRINT = {
  it: 'Rigenerare il documento dal programma di origine come PDF/A e caricarlo di nuovo.',
  en: 'Produce the document again as PDF/A from the program it comes from and upload it again.',
} as const;

const UPLOAD_AGAIN = {
  it: 'Ottenere di nuovo il file completo e caricarlo un’altra volta.',
  en: 'Get the complete file again and upload it once more.',
} as const;

/** Every reason for which this library declines a file or a request. Codes are `PDF_…` and never renamed. */
export const pdfRefusals = defineRefusals('pdf', {
  EMPTY: {
    kind: 'invalid',
    text: { it: 'Il file è vuoto.', en: 'The file is empty.' },
    remedy: UPLOAD_AGAIN,
  },
  NOT_A_PDF: {
    kind: 'unsupported',
    text: {
      it: 'Il file non è un PDF: manca l’intestazione %PDF nei primi 1024 byte.',
      en: 'The file is no PDF: there is no %PDF header in its first 1024 bytes.',
    },
    remedy: {
      it: 'Caricare un file PDF; un documento d’ufficio va prima esportato in PDF/A.',
      en: 'Upload a PDF file; export an office document as PDF/A first.',
    },
  },
  TRUNCATED: {
    kind: 'invalid',
    text: {
      it: 'Il file PDF è incompleto: la parte finale manca o è interrotta.',
      en: 'The PDF file is incomplete: its end is missing or cut off.',
    },
    remedy: UPLOAD_AGAIN,
  },
  DAMAGED_XREF: {
    kind: 'invalid',
    text: {
      it: 'L’indice interno del PDF è danneggiato: programmi diversi potrebbero mostrarne contenuti diversi.',
      en: 'The internal index of the PDF is damaged: different programs might show different content.',
    },
    remedy: REPRINT,
  },
  DAMAGED: {
    kind: 'invalid',
    text: {
      it: 'La struttura del PDF è danneggiata: {detail}.',
      en: 'The structure of the PDF is damaged: {detail}.',
    },
    remedy: REPRINT,
  },
  ENCRYPTED: {
    kind: 'unsupported',
    text: {
      it: 'Il PDF è protetto da cifratura o password.',
      en: 'The PDF is protected by encryption or a password.',
    },
    remedy: {
      it: 'Togliere la protezione e salvare di nuovo il documento, se possibile come PDF/A.',
      en: 'Remove the protection and save the document again, as PDF/A where possible.',
    },
  },
  JAVASCRIPT: {
    kind: 'unsupported',
    text: {
      it: 'Il PDF contiene codice JavaScript: il suo contenuto può cambiare dopo la firma.',
      en: 'The PDF contains JavaScript: its content may change after it was signed.',
    },
    remedy: REPRINT,
  },
  LAUNCH_ACTION: {
    kind: 'unsupported',
    text: {
      it: 'Il PDF contiene un comando che avvia programmi o apre file del computer.',
      en: 'The PDF contains a command that starts programs or opens files of the computer.',
    },
    remedy: REPRINT,
  },
  XFA: {
    kind: 'unsupported',
    text: {
      it: 'Il PDF contiene un modulo dinamico XFA, il cui aspetto non è fissato nel documento.',
      en: 'The PDF contains a dynamic XFA form, whose look is not fixed in the document.',
    },
    remedy: REPRINT,
  },
  FORM_WITHOUT_APPEARANCES: {
    kind: 'unsupported',
    text: {
      it: 'Il PDF ha campi di modulo il cui aspetto è lasciato a chi lo apre (NeedAppearances).',
      en: 'The PDF has form fields whose look is left to the program that opens it (NeedAppearances).',
    },
    remedy: {
      it: 'Stampare il modulo compilato su un nuovo PDF e caricare quello.',
      en: 'Print the filled-in form to a new PDF and upload that one.',
    },
  },
  CERTIFIED_AGAINST_CHANGES: {
    kind: 'conflict',
    text: {
      it: 'Una firma precedente vieta ogni modifica del PDF ({rule}): un’altra firma la renderebbe non valida.',
      en: 'An earlier signature forbids every change of the PDF ({rule}): another signature would break it.',
    },
    remedy: {
      it: 'Chiedere all’autore una copia non certificata, oppure firmare con CAdES (.p7m), che non tocca il PDF.',
      en: 'Ask the author for a copy that is not certified, or sign as CAdES (.p7m), which leaves the PDF alone.',
    },
  },
  NO_PAGES: {
    kind: 'invalid',
    text: { it: 'Il PDF non ha pagine.', en: 'The PDF has no pages.' },
    remedy: REPRINT,
  },
  TOO_LARGE: {
    kind: 'too-large',
    text: {
      it: 'Il PDF occupa {size} byte; il massimo è {limit}.',
      en: 'The PDF has {size} bytes; the most allowed is {limit}.',
    },
  },
  TOO_MANY_PAGES: {
    kind: 'too-large',
    text: { it: 'Il PDF ha più di {limit} pagine.', en: 'The PDF has more than {limit} pages.' },
  },
  TOO_MANY_OBJECTS: {
    kind: 'too-large',
    text: {
      it: 'Il PDF contiene troppi oggetti interni (più di {limit}).',
      en: 'The PDF contains too many internal objects (more than {limit}).',
    },
    remedy: REPRINT,
  },
  TOO_MANY_FIELDS: {
    kind: 'too-large',
    text: {
      it: 'Il PDF ha più di {limit} campi di modulo.',
      en: 'The PDF has more than {limit} form fields.',
    },
    remedy: REPRINT,
  },
  TOO_MANY_REVISIONS: {
    kind: 'too-large',
    text: {
      it: 'Il PDF è stato salvato più di {limit} volte in aggiunta.',
      en: 'The PDF was saved more than {limit} times by appending.',
    },
    remedy: REPRINT,
  },
  TOO_DEEP: {
    kind: 'too-large',
    text: {
      it: 'La struttura del PDF ha più di {limit} livelli annidati.',
      en: 'The structure of the PDF is nested more than {limit} levels deep.',
    },
    remedy: REPRINT,
  },
  OBJECT_TOO_LARGE: {
    kind: 'too-large',
    text: {
      it: 'Un oggetto interno del PDF supera {limit} byte.',
      en: 'An internal object of the PDF exceeds {limit} bytes.',
    },
    remedy: REPRINT,
  },
  DECODED_TOO_LARGE: {
    kind: 'too-large',
    text: {
      it: 'I dati compressi del PDF si espandono oltre {limit} byte.',
      en: 'The compressed data of the PDF expand beyond {limit} bytes.',
    },
    remedy: REPRINT,
  },
  UNSUPPORTED_FILTER: {
    kind: 'unsupported',
    text: {
      it: 'La struttura del PDF usa una compressione non ammessa ({filter}).',
      en: 'The structure of the PDF uses a compression that is not supported ({filter}).',
    },
    remedy: REPRINT,
  },
  FIELD_NAME_INVALID: {
    kind: 'invalid',
    text: {
      it: 'Il nome del campo firma «{name}» non è ammesso: da 1 a 120 caratteri, senza punti né caratteri di controllo.',
      en: 'The signature field name “{name}” is not allowed: 1 to 120 characters, no full stop, no control character.',
    },
  },
  TEXT_TOO_LONG: {
    kind: 'invalid',
    text: {
      it: 'Nome, motivo e luogo della firma possono avere al massimo {limit} caratteri.',
      en: 'Name, reason and place of a signature may have {limit} characters at most.',
    },
  },
  FIELD_NAME_TAKEN: {
    kind: 'conflict',
    text: {
      it: 'Il PDF ha già un campo «{name}» che non può ricevere questa firma.',
      en: 'The PDF already has a field “{name}” that cannot take this signature.',
    },
    remedy: { it: 'Scegliere un altro nome di campo.', en: 'Choose another field name.' },
  },
  FIELD_LOCKED: {
    kind: 'conflict',
    text: {
      it: 'Una firma precedente blocca il campo «{name}» (FieldMDP, ISO 32000-2 §12.8.2.4).',
      en: 'An earlier signature locks the field “{name}” (FieldMDP, ISO 32000-2 §12.8.2.4).',
    },
    remedy: { it: 'Firmare in un campo nuovo.', en: 'Sign in a new field.' },
  },
  NEW_FIELD_FORBIDDEN: {
    kind: 'conflict',
    text: {
      it: 'Una firma precedente non ammette nuovi campi visibili ({rule}).',
      en: 'An earlier signature lets no new field be seen ({rule}).',
    },
    remedy: {
      it: 'Firmare senza aspetto visibile, oppure in un campo che il PDF ha già.',
      en: 'Sign without being seen, or in a field that the PDF has already.',
    },
  },
  ALREADY_SIGNED: {
    kind: 'conflict',
    text: {
      it: 'Il PDF è già firmato: solo la prima firma può certificarlo (ISO 32000-2 §12.8.2.2.1).',
      en: 'The PDF is signed already: only the first signature can certify it (ISO 32000-2 §12.8.2.2.1).',
    },
    remedy: { it: 'Firmare senza certificare.', en: 'Sign without certifying.' },
  },
  PLACE_OUTSIDE_PAGE: {
    kind: 'invalid',
    text: {
      it: 'Il posto scelto per la firma non sta dentro la pagina {page}, o è troppo piccolo.',
      en: 'The place chosen for the signature is not inside page {page}, or is too small.',
    },
  },
  TEXT_DOES_NOT_FIT: {
    kind: 'invalid',
    text: {
      it: 'Il testo della firma visibile non entra nel suo riquadro.',
      en: 'The text of the visible signature does not fit its frame.',
    },
    remedy: {
      it: 'Allargare il riquadro o accorciare il testo.',
      en: 'Widen the frame or shorten the text.',
    },
  },
  IMAGE_UNREADABLE: {
    kind: 'invalid',
    text: {
      it: 'L’immagine della firma non è un PNG o JPEG leggibile.',
      en: 'The picture of the signature is no PNG or JPEG that can be read.',
    },
  },
  TRANSPARENCY_IN_PDFA_1: {
    kind: 'invalid',
    text: {
      it: 'Il file è {claim} e non ammette la trasparenza dell’immagine scelta per la firma.',
      en: 'The file is {claim}, which has no room for the transparency of the picture of the signature.',
    },
    remedy: {
      it: 'Usare un’immagine senza trasparenza, per esempio un JPEG',
      en: 'Use a picture without transparency, such as a JPEG',
    },
  },
  FIELD_HAS_CONDITIONS: {
    kind: 'unsupported',
    text: {
      it: 'Il campo firma «{name}» pone una condizione che questa firma non soddisfa ({condition}).',
      en: 'The signature field “{name}” sets a condition that this signature does not meet ({condition}).',
    },
    remedy: {
      it: 'Firmare in un campo nuovo, lasciando vuoto questo.',
      en: 'Sign in a new field and leave this one empty.',
    },
  },
  RESERVED_SIZE_INVALID: {
    kind: 'invalid',
    text: {
      it: 'Lo spazio chiesto per la firma ({size} byte) deve stare fra 1 e {limit}.',
      en: 'The room asked for the signature ({size} bytes) must lie between 1 and {limit}.',
    },
  },
  SIGNATURE_EMPTY: {
    kind: 'invalid',
    text: { it: 'Il valore della firma è vuoto.', en: 'The signature value is empty.' },
  },
  SIGNATURE_TOO_LARGE: {
    kind: 'too-large',
    text: {
      it: 'La firma occupa {size} byte, lo spazio riservato nel PDF è di {limit}.',
      en: 'The signature has {size} bytes, the room reserved in the PDF is {limit}.',
    },
    remedy: {
      it: 'Preparare di nuovo il documento riservando più spazio.',
      en: 'Prepare the document again with more room.',
    },
  },
});
