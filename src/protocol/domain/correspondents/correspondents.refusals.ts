import { defineRefusals } from '@libro-firma/kernel';

export const correspondentsRefusals = defineRefusals('correspondents', {
  NOT_FOUND: {
    kind: 'not-found',
    text: {
      it: 'Questo corrispondente non è nella rubrica',
      en: 'This correspondent is not in the register',
    },
  },
  KNOWN: {
    kind: 'conflict',
    text: {
      it: 'Questo codice è già di «{name}»',
      en: 'This code is that of “{name}” already',
    },
    remedy: {
      it: 'Usi quel corrispondente, oppure ne corregga i dati',
      en: 'Use that correspondent, or correct its data',
    },
  },
  CHANGED_MEANWHILE: {
    kind: 'conflict',
    text: {
      it: 'Qualcuno ha modificato questo corrispondente nel frattempo',
      en: 'Somebody has changed this correspondent meanwhile',
    },
    remedy: { it: 'Lo riapra e riprovi', en: 'Open it again and try again' },
  },
  MERGED: {
    kind: 'conflict',
    text: {
      it: 'Questo corrispondente è stato unito a un altro',
      en: 'This correspondent was merged into another',
    },
    remedy: { it: 'Apra quello che è rimasto', en: 'Open the one that remains' },
  },
  CODES_DIFFER: {
    kind: 'invalid',
    text: {
      it: 'Si uniscono solo corrispondenti con lo stesso codice fiscale, partita IVA o codice IPA',
      en: 'Only correspondents with the same tax code, VAT number or IPA code are merged',
    },
    remedy: { it: 'Controlli i codici, poi riprovi', en: 'Check the codes, then try again' },
  },
});
