import { defineCheck, outcomeOf } from './check';

export const keyValueIsThatOfTheCertificate = defineCheck(['xml'], {
  id: 'key-value-is-that-of-the-certificate',
  standard: 'XML Signature 1.1 §4.5.2; ETSI EN 319 102-1 §5.2.3',
  subIndication: 'SIG_CONSTRAINTS_FAILURE',
  text: {
    passed: {
      it: 'La chiave indicata accanto al certificato è la sua',
      en: 'The key given beside the certificate is its own',
    },
    failed: {
      it: 'La chiave indicata accanto al certificato è un’altra',
      en: 'The key given beside the certificate is another one',
    },
  },
  judge: ({ keyValueAgrees }) =>
    keyValueAgrees === undefined ? 'NOT_APPLICABLE' : outcomeOf(keyValueAgrees),
});
