import { defineRefusals } from '@libro-firma/kernel';

export const arrivalsRefusals = defineRefusals('arrivals', {
  NOT_FOUND: {
    kind: 'not-found',
    text: {
      it: 'Questo arrivo non c’è, o non è della sua AOO',
      en: 'This arrival is not there, or not of your AOO',
    },
  },
  NO_FILE: {
    kind: 'invalid',
    text: { it: 'Un arrivo ha almeno un file', en: 'An arrival has at least one file' },
    remedy: { it: 'Carichi il file e riprovi', en: 'Upload the file and try again' },
  },
  ALREADY_REGISTERED: {
    kind: 'conflict',
    text: { it: 'Questo arrivo ha già un numero', en: 'This arrival has a number already' },
    remedy: { it: 'Apra la sua registrazione', en: 'Open its registration' },
  },
  IS_EXCLUDED: {
    kind: 'conflict',
    text: {
      it: 'Questo arrivo è stato escluso dalla registrazione',
      en: 'This arrival was excluded from registration',
    },
    remedy: { it: 'Lo riporti prima tra quelli da protocollare', en: 'Bring it back to the queue first' },
  },
  NOT_EXCLUDED: {
    kind: 'conflict',
    text: { it: 'Questo arrivo non è tra gli esclusi', en: 'This arrival is not among the excluded ones' },
  },
  EXCLUSION_UNKNOWN: {
    kind: 'invalid',
    text: {
      it: 'Questa voce non è nell’elenco delle esclusioni della AOO',
      en: 'This entry is not in the AOO’s exclusion list',
    },
    remedy: {
      it: 'Scelga una voce in vigore: ciò che non è nell’elenco si protocolla',
      en: 'Choose an entry in force: what is not on the list is registered',
    },
  },
  QUARANTINED: {
    kind: 'forbidden',
    text: {
      it: 'Il file «{fileName}» è in quarantena ({threat}): si registra con la sua impronta, ma non si apre',
      en: 'The file “{fileName}” is in quarantine ({threat}): it is registered with its hash, but not opened',
    },
    remedy: { it: 'Avvisi chi gestisce la sicurezza', en: 'Tell whoever answers for security' },
  },
});
