import { ALL_FAMILIES, defineCheck, outcomeOf } from './check';

export const allContentIsCovered = defineCheck(ALL_FAMILIES, {
  id: 'all-content-is-covered',
  standard: 'XML Signature Best Practices §2.1.4; ETSI EN 319 162-1 §4.4; ETSI EN 319 102-1 §5.2.2',
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
  // Of a PDF the byte range and the later revisions tell; a p7m holds nothing but what is signed.
  judge: (facts) => {
    const isAsked = facts.family === 'xml' ? facts.isWellStructured : facts.container !== undefined;
    if (!isAsked || facts.coverage === 'NOT_APPLICABLE') return 'NOT_APPLICABLE';
    return outcomeOf(facts.coverage === 'WHOLE_FILE');
  },
});
