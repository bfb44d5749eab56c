import { defineRefusals } from '@libro-firma/kernel';

export const verificationRefusals = defineRefusals('verification', {
  NO_FILE: {
    kind: 'invalid',
    text: { it: 'Non è arrivato nessun file', en: 'No file came' },
    remedy: { it: 'Scelga un file e lo trascini nella pagina', en: 'Choose a file and drop it on the page' },
  },
  TOO_LARGE: {
    kind: 'too-large',
    text: {
      it: 'Il file supera il limite di {maximum} MB',
      en: 'The file is larger than the limit of {maximum} MB',
    },
    remedy: {
      it: 'Verifichi il file con il comando «verify», che non ha questo limite',
      en: 'Verify it with the “verify” command, which has no such limit',
    },
  },
  NOT_FOUND: {
    kind: 'not-found',
    text: { it: 'Questa verifica non c’è, o non è sua', en: 'There is no such verification of yours' },
  },
  TOO_MANY_FILES: {
    kind: 'too-large',
    text: {
      it: 'Si possono verificare al più {maximum} file insieme',
      en: 'At most {maximum} files can be verified together',
    },
    remedy: { it: 'Divida i file in più invii', en: 'Divide the files among several requests' },
  },
  BATCH_TOO_LARGE: {
    kind: 'too-large',
    text: {
      it: 'Insieme i file superano il limite di {maximum} MB',
      en: 'Together the files are larger than the limit of {maximum} MB',
    },
    remedy: { it: 'Divida i file in più invii', en: 'Divide the files among several requests' },
  },
  NO_SUCH_BATCH: {
    kind: 'not-found',
    text: { it: 'Questo gruppo di verifiche non c’è, o non è suo', en: 'There is no such batch of yours' },
  },
  FILE_GONE: {
    kind: 'unavailable',
    text: {
      it: 'Il file non si può più leggere dall’archivio: la verifica non è stata fatta',
      en: 'The file can no longer be read from the store: it was not verified',
    },
    remedy: { it: 'Lo mandi di nuovo', en: 'Send it again' },
  },
  CANNOT_JUDGE: {
    kind: 'invalid',
    text: {
      it: 'Il file ha interrotto la propria verifica: di esso non si può dire nulla',
      en: 'The file brought its own verification down: nothing can be said of it',
    },
    remedy: {
      it: 'Lo mandi a chi assiste il servizio, con l’impronta',
      en: 'Send it with its digest to whoever looks after the service',
    },
  },
  TOO_MANY_PARTS: {
    kind: 'too-large',
    text: {
      it: 'Con una verifica si possono mandare al più {maximum} file',
      en: 'At most {maximum} files can be sent with one verification',
    },
    remedy: {
      it: 'Mandi il file firmato e solo ciò che può aver firmato; molti file insieme si verificano come gruppo',
      en: 'Send the signed file and only what it may have signed; many files together are verified as a batch',
    },
  },
  NO_SUCH_DOCUMENT: {
    kind: 'not-found',
    text: { it: 'Questo documento non c’è, o non è suo', en: 'There is no such document of yours' },
  },
  FILE_NOT_KEPT: {
    kind: 'not-found',
    text: {
      it: 'Il file di questa verifica non è conservato',
      en: 'The file of this verification is not kept',
    },
    remedy: { it: 'Lo mandi di nuovo', en: 'Send it again' },
  },
  OTHER_FILE: {
    kind: 'conflict',
    text: {
      it: 'Questo non è il file della verifica da ripetere: l’impronta era {then}, ora è {now}',
      en: 'This is not the file of the verification to be repeated: its digest was {then} and is now {now}',
    },
  },
  OTHER_CONTENT: {
    kind: 'conflict',
    text: {
      it: 'Manca il contenuto firmato di allora: {fileName}, con impronta {sha256}',
      en: 'The content that was signed is missing: {fileName}, with the digest {sha256}',
    },
    remedy: { it: 'Lo mandi insieme alla firma', en: 'Send it together with the signature' },
  },
  POLICY_GONE: {
    kind: 'conflict',
    text: {
      it: 'La verifica fu fatta con la politica {version}, che questa versione non ha più',
      en: 'The verification was made by policy {version}, which this version no longer has',
    },
    remedy: {
      it: 'Verifichi il file di nuovo, con la politica di oggi',
      en: 'Verify the file anew, by the policy of today',
    },
  },
  TRUST_GONE: {
    kind: 'conflict',
    text: {
      it: 'Di questa verifica non fu conservato a che cosa si dava fiducia: non si può ripetere',
      en: 'What this verification trusted was not kept: it cannot be repeated',
    },
    remedy: { it: 'Verifichi il file di nuovo', en: 'Verify the file anew' },
  },
  MATERIAL_GONE: {
    kind: 'conflict',
    text: {
      it: 'Un elenco o una risposta di revoca su cui la verifica si basava non è più in archivio: {sha256}',
      en: 'A list or revocation answer that the verification rested on is no longer in the store: {sha256}',
    },
    remedy: {
      it: 'Lo ripristini da una copia di sicurezza dell’archivio dei file',
      en: 'Restore it from a backup of the file store',
    },
  },
  DAY_TOO_LATE: {
    kind: 'invalid',
    text: {
      it: 'La verifica è del {day}: di ciò che viene dopo non dice nulla',
      en: 'The verification is of {day}: of what comes after it says nothing',
    },
    remedy: {
      it: 'Scelga un giorno precedente, o verifichi di nuovo',
      en: 'Choose an earlier day, or verify anew',
    },
  },
  NOTHING_TO_REPORT: {
    kind: 'not-found',
    text: {
      it: 'Il file non ha firme: il rapporto europeo non si può scrivere',
      en: 'The file has no signature: the European report cannot be written',
    },
  },
});
