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
      it: 'Questo non è il file della verifica da ripetere',
      en: 'This is not the file of the verification to be repeated',
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
