import { defineCheck, outcomeOf } from './check';

export const signedPropertiesAreSigned = defineCheck(['xml'], {
  id: 'signed-properties-are-signed',
  standard: 'ETSI EN 319 132-1 §4.4.2, §6.3',
  subIndication: 'SIG_CONSTRAINTS_FAILURE',
  text: {
    passed: {
      it: 'Le proprietà firmate della firma XAdES sono coperte dalla firma',
      en: 'The signed properties of the XAdES signature are covered by it',
    },
    failed: {
      it: 'Le proprietà dette firmate non sono coperte dalla firma',
      en: 'The properties that are called signed are not covered by the signature',
    },
  },
  judge: ({ properties }) =>
    properties === 'SIGNED' || properties === 'NOT_SIGNED'
      ? outcomeOf(properties === 'SIGNED')
      : 'NOT_APPLICABLE',
});
