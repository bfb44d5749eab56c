import { defineRefusals } from '@libro-firma/kernel';

const SIGN_THE_GIVEN_FILE = {
  it: 'Firmi il file così come l’ha scaricato da questa pagina, senza aprirlo in altri programmi',
  en: 'Sign the file just as you downloaded it from this page, without opening it in other programs',
} as const;
const DOWNLOAD_AGAIN = {
  it: 'Scarichi di nuovo il file da questa pagina, lo firmi e lo carichi',
  en: 'Download the file from this page again, sign it and upload it',
} as const;

/** What a file that comes back signed from another program may be refused for: each names what differs. */
export const elsewhereRefusals = defineRefusals('signature-books', {
  FILE_IN_OTHER_HANDS: {
    kind: 'conflict',
    text: {
      it: '{holder} sta firmando «{fileName}» con un altro programma, fino alle {until}',
      en: '{holder} is signing “{fileName}” with another program, until {until}',
    },
    remedy: {
      it: 'Attenda: i firmatari di uno stesso file firmano uno dopo l’altro',
      en: 'Wait: the signers of one file sign one after the other',
    },
  },
  FILE_BEING_SIGNED: {
    kind: 'conflict',
    text: {
      it: 'Una firma su «{fileName}» è in corso: solo dopo si sa quale file firmare',
      en: 'A signature on “{fileName}” is being made: only then it is known which file to sign',
    },
    remedy: { it: 'Riprovi tra poco', en: 'Try again in a moment' },
  },
  FILE_SIGNED_ALREADY: {
    kind: 'conflict',
    text: { it: 'Ha già firmato «{fileName}»', en: 'You have signed “{fileName}” already' },
  },
  HALF_SIGNED: {
    kind: 'conflict',
    text: {
      it: 'Una parte dei file è firmata: restano gli altri',
      en: 'Some of the files are signed: the others remain',
    },
  },
  NOT_TO_SIGN: {
    kind: 'invalid',
    text: {
      it: '«{fileName}» non è tra i file da firmare',
      en: '“{fileName}” is not among the files to sign',
    },
  },
  CANNOT_BE_SIGNED_ELSEWHERE: {
    kind: 'unsupported',
    text: {
      it: 'Il tipo di atto non ammette altre firme su «{fileName}»',
      en: 'The type of the act admits no further signature on “{fileName}”',
    },
    remedy: {
      it: 'Restituisca l’atto: chi tiene i tipi dice se si può firmare in busta (.p7m)',
      en: 'Return the act: who keeps the types says whether it may be signed in an envelope (.p7m)',
    },
  },
  NUMBER_NEEDS_DEVICE: {
    kind: 'unsupported',
    text: {
      it: 'Questa firma porta nell’atto il suo numero: si fa solo con un dispositivo di questo servizio',
      en: 'This signature prints the number of the act: only a device of this service makes it',
    },
    remedy: { it: 'Firmi da qui, con il suo dispositivo', en: 'Sign here, with your device' },
  },
  ONLY_SIGNED_ELSEWHERE: {
    kind: 'unsupported',
    text: {
      it: '«{fileName}» si firma in busta (.p7m), che qui il dispositivo non fa',
      en: '“{fileName}” is signed in an envelope (.p7m), which devices do not make here',
    },
    remedy: {
      it: 'Lo firmi con un altro programma: «Firma con un altro programma» nella pagina dell’atto',
      en: 'Sign it with another program: “Sign with another program” on the page of the act',
    },
  },
  NO_SUCH_DOWNLOAD: {
    kind: 'not-found',
    text: { it: 'Questo file non le è stato dato da firmare', en: 'This file was not given to you to sign' },
    remedy: DOWNLOAD_AGAIN,
  },
  DOWNLOAD_IS_OVER: {
    kind: 'conflict',
    text: {
      it: 'Questo scaricamento è concluso: il file firmato è già arrivato, o ne ha scaricato uno più recente',
      en: 'This download is over: the signed file has come already, or you downloaded a later one',
    },
    remedy: DOWNLOAD_AGAIN,
  },
  UPLOAD_MISSING: {
    kind: 'invalid',
    text: { it: 'Non è arrivato alcun file', en: 'No file has come' },
    remedy: { it: 'Scelga il file firmato', en: 'Choose the signed file' },
  },
  FILE_GREW_MEANWHILE: {
    kind: 'conflict',
    text: {
      it: 'Mentre firmava, «{fileName}» ha ricevuto la firma di un altro: la sua è sul file di prima',
      en: 'While you were signing, “{fileName}” received somebody else’s signature: yours is on the file before it',
    },
    remedy: {
      it: 'Scarichi il file nuovo, con la firma già apposta, e firmi quello',
      en: 'Download the new file, which bears that signature, and sign it',
    },
  },
  NO_SIGNED_FILE: {
    kind: 'unsupported',
    text: {
      it: 'Il file caricato non è un PDF firmato né una busta .p7m leggibile',
      en: 'The uploaded file is neither a signed PDF nor a readable .p7m envelope',
    },
    remedy: SIGN_THE_GIVEN_FILE,
  },
  WRONG_CONTAINER: {
    kind: 'invalid',
    text: {
      it: '«{fileName}» va firmato in formato {wanted}; è arrivata una firma {found}',
      en: '“{fileName}” is to be signed as {wanted}; a {found} signature came',
    },
    remedy: {
      it: 'Scelga il formato giusto nel programma di firma',
      en: 'Choose the right format in your program',
    },
  },
  NOT_THE_GIVEN_BYTES: {
    kind: 'conflict',
    text: {
      it: 'Il file caricato non comincia con i byte del file scaricato: è un altro file, o il programma l’ha riscritto',
      en: 'The uploaded file does not begin with the bytes of the download: it is another file, or was rewritten',
    },
    remedy: SIGN_THE_GIVEN_FILE,
  },
  NOTHING_WAS_ADDED: {
    kind: 'invalid',
    text: {
      it: 'Il file caricato è quello scaricato, senza una firma in più',
      en: 'The uploaded file is the downloaded one, without one signature more',
    },
    remedy: { it: 'Lo firmi prima di caricarlo', en: 'Sign it before you upload it' },
  },
  NO_SIGNATURE_ADDED: {
    kind: 'invalid',
    text: {
      it: 'Al file sono stati aggiunti dei dati ma non una firma',
      en: 'Data were added to the file, but no signature',
    },
    remedy: SIGN_THE_GIVEN_FILE,
  },
  SEVERAL_SIGNATURES_ADDED: {
    kind: 'invalid',
    text: {
      it: 'Al file è stata aggiunta più di una firma: qui conta solo la sua',
      en: 'More than one signature was added to the file: only yours counts here',
    },
    remedy: DOWNLOAD_AGAIN,
  },
  CERTIFICATION_ADDED: {
    kind: 'invalid',
    text: {
      it: 'La firma certifica il documento, o blocca le firme che devono seguire',
      en: 'The signature certifies the document, or locks out those that are to follow',
    },
    remedy: {
      it: 'Nel programma scelga la firma semplice («approvazione»), senza certificare né bloccare',
      en: 'In your program choose a plain (“approval”) signature, without certifying or locking',
    },
  },
  OTHER_CHANGES_ADDED: {
    kind: 'invalid',
    text: {
      it: 'Oltre alla firma nel file è cambiato altro: {changes}',
      en: 'Besides the signature the file was changed: {changes}',
    },
    remedy: SIGN_THE_GIVEN_FILE,
  },
  ADDITION_NOT_COMPARABLE: {
    kind: 'invalid',
    text: {
      it: 'Non si può dire che cosa sia cambiato nel file oltre alla firma',
      en: 'It cannot be told what changed in the file besides the signature',
    },
    remedy: SIGN_THE_GIVEN_FILE,
  },
  SIGNATURE_LEAVES_BYTES_OUT: {
    kind: 'invalid',
    text: { it: 'La firma non copre tutto il file', en: 'The signature does not cover the whole file' },
    remedy: SIGN_THE_GIVEN_FILE,
  },
  OTHER_CONTENT_IN_ENVELOPE: {
    kind: 'conflict',
    text: {
      it: 'La busta .p7m contiene un documento diverso da quello scaricato, o nessuno',
      en: 'The .p7m envelope holds another document than the downloaded one, or none',
    },
    remedy: SIGN_THE_GIVEN_FILE,
  },
  EARLIER_SIGNER_CHANGED: {
    kind: 'conflict',
    text: {
      it: 'Nella busta .p7m la firma di chi ha firmato prima manca o è cambiata',
      en: 'In the .p7m envelope the signature of somebody who signed before is missing or changed',
    },
    remedy: {
      it: 'Nel programma scelga «aggiungi firma» alla busta scaricata, non una busta nuova',
      en: 'In your program choose “add signature” to the downloaded envelope, not a new envelope',
    },
  },
  NO_SIGNING_TIME: {
    kind: 'invalid',
    text: { it: 'La firma non dice quando è stata fatta', en: 'The signature does not say when it was made' },
    remedy: {
      it: 'Nel programma scelga un formato CAdES o PAdES: porta la data della firma',
      en: 'In your program choose CAdES or PAdES: they carry the time of signing',
    },
  },
  SIGNED_BEFORE_ITS_TIME: {
    kind: 'invalid',
    text: {
      it: 'La firma dice di essere del {signedAt}, prima che l’atto le fosse affidato ({since})',
      en: 'The signature says that it was made on {signedAt}, before the act was given to you ({since})',
    },
    remedy: {
      it: 'Controlli l’orologio del computer e firmi di nuovo il file scaricato',
      en: 'Check the clock of your computer and sign the downloaded file again',
    },
  },
  SIGNED_IN_THE_FUTURE: {
    kind: 'invalid',
    text: {
      it: 'La firma dice di essere del {signedAt}, che deve ancora venire',
      en: 'The signature says that it was made on {signedAt}, which is still to come',
    },
    remedy: {
      it: 'Controlli l’orologio del computer e firmi di nuovo il file scaricato',
      en: 'Check the clock of your computer and sign the downloaded file again',
    },
  },
  SIGNATURE_USED_ALREADY: {
    kind: 'conflict',
    text: {
      it: 'Questa stessa firma è già stata presentata',
      en: 'This very signature was presented before',
    },
    remedy: DOWNLOAD_AGAIN,
  },
});
