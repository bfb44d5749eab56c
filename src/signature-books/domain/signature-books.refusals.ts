import { defineRefusals } from '@libro-firma/kernel';
import { deskRefusals, LOOK_AGAIN } from './desk.refusals';
import { elsewhereRefusals } from './elsewhere/elsewhere.refusals';

const requestRefusals = defineRefusals('signature-books', {
  NOT_FOUND: {
    kind: 'not-found',
    text: {
      it: 'La pratica non c’è, o non è tra quelle che può vedere',
      en: 'There is no such request among those that you may see',
    },
  },
  NO_SUCH_BOOK: {
    kind: 'invalid',
    text: { it: 'Il libro firma scelto non esiste', en: 'The chosen signature book does not exist' },
  },
  NOT_YOUR_DOCUMENT: {
    kind: 'invalid',
    text: {
      it: 'Uno dei documenti non è stato caricato da lei',
      en: 'One of the documents was not uploaded by you',
    },
    remedy: { it: 'Carichi di nuovo il file in questa pagina', en: 'Upload the file again on this page' },
  },
  DOCUMENT_TWICE: {
    kind: 'invalid',
    text: {
      it: 'Lo stesso documento compare due volte nel plico',
      en: 'The same document stands twice in the folder',
    },
    remedy: { it: 'Tolga la copia', en: 'Remove the copy' },
  },
  NO_SIGNATURE_IN_ROUTE: {
    kind: 'invalid',
    text: {
      it: 'Nel percorso manca una firma: senza, l’atto resterebbe non firmato',
      en: 'The route has no signature: the act would stay unsigned',
    },
    remedy: { it: 'Aggiunga almeno un firmatario', en: 'Add at least one signer' },
  },
  URGENT_WITHOUT_REASON: {
    kind: 'invalid',
    text: {
      it: 'Un atto urgente raggiunge le persone a ogni ora: scriva perché lo è',
      en: 'An urgent act reaches people at any hour: write why it is urgent',
    },
  },
  NUMBER_IN_ACT_ONE_LAST_SIGNER: {
    kind: 'invalid',
    text: {
      it: 'Gli atti di questo tipo portano il numero nella firma dell’ultimo firmatario: nel percorso l’ultima firma è di più persone',
      en: 'Acts of this type bear their number in the signature of the last signer: in this route the last signature is of several people',
    },
    remedy: { it: 'Metta in fondo un solo firmatario', en: 'Put one signer at the end' },
  },
  NUMBER_IN_ACT_ONE_FILE: {
    kind: 'invalid',
    text: {
      it: 'Con il numero nell’atto si firma solo il documento principale',
      en: 'With the number in the act only the main document is signed',
    },
    remedy: { it: 'Alleghi gli altri file senza firma', en: 'Attach the other files unsigned' },
  },
  NUMBER_IN_ACT_INCOMPLETE: {
    kind: 'invalid',
    text: {
      it: 'Il numero nell’atto chiede un solo registro e il posto in cui si legge',
      en: 'A number in the act asks for one register and for the place where it is read',
    },
  },
  NO_POWER: {
    kind: 'invalid',
    text: {
      it: '{holder} oggi non ha l’incarico per questo passo',
      en: '{holder} holds no appointment for this step today',
    },
    remedy: { it: 'Scelga un’altra persona', en: 'Choose another person' },
  },
  TOO_MANY_NEEDED: {
    kind: 'invalid',
    text: {
      it: 'Un passo chiede più azioni delle persone che ha',
      en: 'A step asks for more actions than it has people',
    },
  },
  REGISTRATION_DATA_MISSING: {
    kind: 'invalid',
    text: {
      it: 'Questo libro firma registra a protocollo: mancano classifica o destinatari',
      en: 'This book registers in the protocol: classification or recipients are missing',
    },
    remedy: { it: 'Compili la parte «Protocollo»', en: 'Fill in the part “Protocol”' },
  },
  UNKNOWN_CLASSIFICATION: {
    kind: 'invalid',
    text: {
      it: 'La classifica {code} non è nel titolario in vigore',
      en: 'Classification {code} is not in the plan in force',
    },
  },
  ONLY_PDF_IS_SIGNED: {
    kind: 'unsupported',
    text: {
      it: 'Qui si firmano file PDF; «{fileName}» non lo è',
      en: 'PDF files are signed here; “{fileName}” is none',
    },
    remedy: {
      it: 'Lo alleghi senza firma, o lo converta in PDF/A',
      en: 'Attach it unsigned, or convert it to PDF/A',
    },
  },
  NOT_ALLOWED_NOW: {
    kind: 'conflict',
    text: {
      it: 'La pratica è «{state}»: questa azione ora non è possibile',
      en: 'The request is “{state}”: this cannot be done now',
    },
    remedy: LOOK_AGAIN,
  },
  CHANGED_MEANWHILE: {
    kind: 'conflict',
    text: {
      it: 'Nel frattempo qualcuno ha cambiato la pratica',
      en: 'Somebody changed the request meanwhile',
    },
    remedy: LOOK_AGAIN,
  },
  NOT_THE_BYTES_YOU_SAW: {
    kind: 'conflict',
    text: {
      it: 'Il documento non è più quello che ha visto',
      en: 'The document is not the one that you saw',
    },
    remedy: { it: 'Lo apra di nuovo prima di decidere', en: 'Open it again before you decide' },
  },
  STORED_BYTES_DIFFER: {
    kind: 'conflict',
    text: {
      it: 'Il file conservato non ha più l’impronta con cui è stato congelato ({expected}…): non è stato firmato',
      en: 'The stored file no longer has the hash with which it was frozen ({expected}…): it was not signed',
    },
    remedy: {
      it: 'Avvisi l’amministratore: l’archivio dei file va ripristinato da una copia',
      en: 'Tell the administrator: the file store must be restored from a copy',
    },
  },
  POWER_ENDED: {
    kind: 'forbidden',
    text: {
      it: 'Il suo incarico per questo atto non è più in vigore',
      en: 'Your appointment for this act is no longer in force',
    },
    remedy: { it: 'Si rivolga al responsabile dell’ufficio', en: 'Ask the head of your office' },
  },
  SIGNATURE_IN_PROGRESS: {
    kind: 'conflict',
    text: {
      it: 'Una firma su questa pratica è in corso o già apposta',
      en: 'A signature on this request is being made or was made',
    },
    remedy: {
      it: 'Attenda l’esito; un atto firmato si ritira con le regole del registro',
      en: 'Wait for its outcome; a signed act is withdrawn by the rules of the register',
    },
  },
  REASON_NEEDED: {
    kind: 'invalid',
    text: {
      it: 'Per segnare un atto «da restituire» serve un motivo',
      en: 'To mark an act “to return” a reason is needed',
    },
  },
  ONLY_SIGNATURES_IN_BATCH: {
    kind: 'invalid',
    text: {
      it: 'Tra gli atti scelti c’è un visto: si firma solo ciò che è da firmare',
      en: 'One of the chosen acts is to be endorsed: only what is to be signed is signed',
    },
  },
  BATCH_NOT_FOUND: {
    kind: 'not-found',
    text: { it: 'Questo gruppo di firme non c’è, o non è suo', en: 'There is no such batch of yours' },
  },
  BATCH_IS_OVER: {
    kind: 'conflict',
    text: { it: 'Questo gruppo di firme è concluso', en: 'This batch is concluded' },
  },
  BATCH_IN_OTHER_HANDS: {
    kind: 'conflict',
    text: {
      it: 'Le firme di questo gruppo sono già in corso',
      en: 'The signatures of this batch are being made already',
    },
    remedy: {
      it: 'Segua l’avanzamento; se si ferma le verrà chiesto un nuovo codice',
      en: 'Follow the progress; if it stops you will be asked for a new code',
    },
  },
  STILL_PREPARING: {
    kind: 'unavailable',
    text: {
      it: 'I documenti sono ancora in preparazione; il codice non è stato usato',
      en: 'The documents are still being prepared; the code was not used',
    },
    remedy: { it: 'Riprovi tra qualche secondo', en: 'Try again in a few seconds' },
  },
  NOTHING_TO_AUTHORISE: {
    kind: 'conflict',
    text: {
      it: 'In questo gruppo non ci sono firme che aspettano un codice',
      en: 'No signature of this batch waits for a code',
    },
  },
  FILE_GREW: {
    kind: 'conflict',
    text: {
      it: 'Un altro firmatario ha firmato prima: il file è cambiato',
      en: 'Another signer was first: the file has grown',
    },
    remedy: {
      it: 'Firmi di nuovo: le verrà proposto il file aggiornato',
      en: 'Sign again: you will be offered the file as it is now',
    },
  },
  EARLIER_SIGNATURE_BROKEN: {
    kind: 'invalid',
    text: {
      it: 'In «{fileName}» c’è già una firma che non è valida: il file è stato alterato, o la firma è difettosa',
      en: '“{fileName}” already has a signature that is not valid: the file was altered, or the signature is defective',
    },
    remedy: {
      it: 'Verifichi il file nella pagina di verifica e ne chieda a chi l’ha firmato una copia integra, o lo rigeneri senza firme',
      en: 'See what the verification page says of it, and ask its signer for an intact copy, or produce it again without signatures',
    },
  },
  SIGNATURE_NOT_VALID: {
    kind: 'conflict',
    text: {
      it: 'La firma prodotta dal dispositivo non è valida per questo documento',
      en: 'The signature that the device made is not valid for this document',
    },
    remedy: {
      it: 'Riprovi; se si ripete, avvisi l’assistenza',
      en: 'Try again; if it happens again, tell support',
    },
  },
  NOT_QUALIFIED: {
    kind: 'conflict',
    text: {
      it: 'La firma è valida ma non è qualificata ({level}): questo tipo di atto ne chiede una qualificata',
      en: 'The signature is valid but not qualified ({level}): this type of act asks for a qualified one',
    },
    remedy: {
      it: 'Usi un dispositivo di firma qualificata',
      en: 'Use a device for qualified signatures',
    },
  },
  CERTIFICATE_REVOKED: {
    kind: 'conflict',
    text: {
      it: 'Il certificato di firma, o uno di chi l’ha emesso, era revocato quando la firma è arrivata',
      en: 'The signing certificate, or one of its issuers, was revoked when the signature came',
    },
    remedy: {
      it: 'Firmi con un certificato valido: in Dispositivo di firma ne sceglie un altro',
      en: 'Sign with a valid certificate: choose another one in Signing device',
    },
  },
  NO_SIGNATURE_WAITS: {
    kind: 'conflict',
    text: {
      it: 'Nessuna firma di questo atto è in attesa di verifica',
      en: 'No signature of this act waits for its verification',
    },
  },
  SIGNED_BY_SOMEBODY_ELSE: {
    kind: 'conflict',
    text: { it: 'La firma è di un’altra persona', en: 'The signature is somebody else’s' },
  },
  NOT_READY: {
    kind: 'not-found',
    text: { it: 'Questo file non è ancora pronto', en: 'This file is not ready yet' },
  },
});

export const signatureBooksRefusals = { ...requestRefusals, ...deskRefusals, ...elsewhereRefusals };
