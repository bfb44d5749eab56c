import { defineRefusals } from '@libro-firma/kernel';

export const caseFilesRefusals = defineRefusals('case-files', {
  NOT_FOUND: {
    kind: 'not-found',
    text: {
      it: 'Non c’è un fascicolo che lei possa aprire a questo indirizzo',
      en: 'There is no case file here that you may open',
    },
  },
  CLOSED: {
    kind: 'conflict',
    text: { it: 'Il fascicolo {code} è chiuso', en: 'The case file {code} is closed' },
    remedy: {
      it: 'Ne scelga uno aperto, o chieda al responsabile della gestione documentale di riaprirlo',
      en: 'Choose an open one, or ask the records manager to reopen it',
    },
  },
  NOT_CLOSED: {
    kind: 'conflict',
    text: { it: 'Il fascicolo è già aperto', en: 'The case file is open already' },
  },
  SUBFILES_OPEN: {
    kind: 'conflict',
    text: {
      it: 'Ci sono {count} sottofascicoli ancora aperti',
      en: '{count} sub-files are still open',
    },
    remedy: { it: 'Li chiuda prima', en: 'Close them first' },
  },
  TYPE_WRONG: {
    kind: 'invalid',
    text: {
      it: 'Un fascicolo ha una tipologia, una serie no; di persona vuole l’intestatario, di procedimento il procedimento',
      en: 'A case file has a type and a series has none; one of a person names its holder, one of a procedure the procedure',
    },
  },
  PARENT_WRONG: {
    kind: 'invalid',
    text: {
      it: 'Un sottofascicolo sta in un fascicolo aperto della stessa voce, e non in un altro sottofascicolo',
      en: 'A sub-file stands in an open case file of the same class, and not in another sub-file',
    },
  },
  TAX_CODE_WRONG: {
    kind: 'invalid',
    text: {
      it: 'Il codice fiscale dell’intestatario non è corretto',
      en: 'The holder’s tax code is not correct',
    },
  },
  CHANGED_MEANWHILE: {
    kind: 'conflict',
    text: {
      it: 'Qualcuno ha modificato questo fascicolo nel frattempo',
      en: 'Somebody has changed this case file meanwhile',
    },
    remedy: { it: 'Lo riapra e riprovi', en: 'Open it again and try again' },
  },
  ALREADY_FILED: {
    kind: 'conflict',
    text: { it: 'Il documento è già in questo fascicolo', en: 'The document is in this case file already' },
  },
  NOT_FILED: {
    kind: 'conflict',
    text: { it: 'Il documento non è in questo fascicolo', en: 'The document is not in this case file' },
  },
  RULE_NOT_FOUND: {
    kind: 'not-found',
    text: { it: 'Questa regola non è in vigore', en: 'This rule is not in force' },
  },
});
