import { defineCheck, outcomeOf } from './check';

export const signatureDictionaryIsUnambiguous = defineCheck(['pdf'], {
  id: 'signature-dictionary-is-unambiguous',
  standard: 'ISO 32000-1 §7.3.7',
  subIndication: 'FORMAT_FAILURE',
  text: {
    passed: {
      it: 'Il dizionario della firma ha un solo significato',
      en: 'The signature dictionary has one meaning only',
    },
    failed: {
      it: 'Il dizionario della firma ripete una chiave: programmi diversi lo leggerebbero in modo diverso',
      en: 'The signature dictionary writes a key twice: programs would read it differently',
    },
  },
  judge: ({ dictionary }) => outcomeOf(!dictionary.hasDuplicateKeys),
});
