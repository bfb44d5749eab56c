import { defineRefusals } from '@libro-firma/kernel';

export const registerStartRefusals = defineRefusals('protocol', {
  REGISTER_HAS_NUMBERS: {
    kind: 'conflict',
    text: {
      it: 'Il registro ha già numeri propri: non si importa e non si riapre più',
      en: 'The register has numbers of its own already: it is imported and opened no more',
    },
  },
  IMPORT_RUNNING: {
    kind: 'conflict',
    text: {
      it: 'È in corso l’importazione di questo registro',
      en: 'This register is being imported',
    },
    remedy: {
      it: 'Attenda la fine, oppure il responsabile la abbandoni',
      en: 'Wait for its end, or have the records manager abandon it',
    },
  },
  REGISTER_NOT_OPENED: {
    kind: 'conflict',
    text: {
      it: 'Il registro importato ha già numeri di quest’anno: serve l’atto che lo apre al numero seguente',
      en: 'The imported register has numbers of this year: an act must open it at the next one',
    },
    remedy: {
      it: 'Il responsabile della gestione documentale apre il registro indicando l’atto',
      en: 'The records manager opens the register and states the act',
    },
  },
  OPENING_TOO_LOW: {
    kind: 'invalid',
    text: {
      it: 'Il primo numero deve essere maggiore dell’ultimo importato ({highest})',
      en: 'The first number must be greater than the last one imported ({highest})',
    },
  },
  OPENING_YEAR_WRONG: {
    kind: 'invalid',
    text: {
      it: 'La data dell’atto non può essere futura',
      en: 'The date of the act cannot be in the future',
    },
  },
  IMPORT_NOT_FOUND: {
    kind: 'not-found',
    text: { it: 'Questa importazione non c’è', en: 'There is no such import' },
  },
  IMPORT_NOT_RUNNING: {
    kind: 'conflict',
    text: { it: 'L’importazione non è in corso', en: 'The import is not running' },
  },
  IMPORT_TOO_LARGE: {
    kind: 'too-large',
    text: { it: 'Il file supera {maximum} MB', en: 'The file is larger than {maximum} MB' },
  },
  IMPORT_EMPTY: {
    kind: 'invalid',
    text: { it: 'Il file non contiene registrazioni', en: 'The file holds no entries' },
  },
  IMPORT_COLUMNS_MISSING: {
    kind: 'invalid',
    text: {
      it: 'Nella prima riga mancano le colonne: {columns}',
      en: 'The first line lacks the columns: {columns}',
    },
  },
  IMPORT_COLUMNS_UNKNOWN: {
    kind: 'invalid',
    text: { it: 'Colonne non previste: {columns}', en: 'Columns that are not foreseen: {columns}' },
    remedy: {
      it: 'Le tolga, oppure le riporti nella colonna «note»',
      en: 'Take them away, or put them into the column “note”',
    },
  },
  IMPORT_COLUMNS_TWICE: {
    kind: 'invalid',
    text: { it: 'Colonne ripetute: {columns}', en: 'Columns that are there twice: {columns}' },
  },
  IMPORT_NOT_ENCODED: {
    kind: 'invalid',
    text: {
      it: 'La riga {line} non è scritta nella codifica dichiarata (UTF-8)',
      en: 'Line {line} is not written in the encoding that was stated (UTF-8)',
    },
    remedy: {
      it: 'Se il file viene da un programma per Windows, lo carichi come Windows-1252',
      en: 'If it comes from a program for Windows, send it as Windows-1252',
    },
  },
  IMPORT_NOT_TEXT: {
    kind: 'invalid',
    text: {
      it: 'La riga {line} contiene un carattere nullo: il file non è un testo',
      en: 'Line {line} has a null character: the file is not a text',
    },
  },
  IMPORT_QUOTES_BROKEN: {
    kind: 'invalid',
    text: {
      it: 'Le virgolette aperte alla riga {line} non sono chiuse come si deve',
      en: 'The quotes opened in line {line} are not closed as they should be',
    },
  },
  IMPORT_LINE_TOO_LONG: {
    kind: 'invalid',
    text: {
      it: 'La registrazione alla riga {line} supera 1 MB: probabilmente le virgolette non sono chiuse',
      en: 'The entry in line {line} is larger than 1 MB: most likely its quotes are not closed',
    },
  },
});
