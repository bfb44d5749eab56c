import { defineCheck, outcomeOf } from './check';

export const counterSignatureCoversTheCounteredValue = defineCheck(['xml'], {
  id: 'counter-signature-covers-the-countered-value',
  standard: 'ETSI EN 319 132-1 §5.2.7; ETSI TS 101 903 §7.2.4',
  subIndication: 'FORMAT_FAILURE',
  text: {
    passed: {
      it: 'La controfirma copre il valore della firma che controfirma',
      en: 'The counter-signature covers the value of the signature that it counters',
    },
    failed: {
      it: 'La controfirma non copre il valore della firma in cui si trova',
      en: 'The counter-signature does not cover the value of the signature in which it stands',
    },
  },
  judge: ({ countersTheValue }) =>
    countersTheValue === undefined ? 'NOT_APPLICABLE' : outcomeOf(countersTheValue),
});
