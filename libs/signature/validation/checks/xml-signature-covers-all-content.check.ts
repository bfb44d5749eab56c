import { defineCheck, outcomeOf } from './check';

export const xmlSignatureCoversAllContent = defineCheck(['xml'], {
  id: 'xml-signature-covers-all-content',
  standard: 'XML Signature Best Practices §2.1.4; ETSI EN 319 102-1 §5.2.2',
  subIndication: 'SIG_CONSTRAINTS_FAILURE',
  text: {
    passed: {
      it: 'La firma copre tutto il contenuto',
      en: 'The signature covers all content',
    },
    failed: {
      it: 'Il file contiene parti che questa firma non copre e che potrebbero dire qualunque cosa',
      en: 'The file holds parts that this signature does not cover and that could say anything',
    },
  },
  judge: ({ coverage, type, isWellStructured }) =>
    type === 'COUNTER_SIGNATURE' || !isWellStructured
      ? 'NOT_APPLICABLE'
      : outcomeOf(coverage === 'WHOLE_FILE'),
});
