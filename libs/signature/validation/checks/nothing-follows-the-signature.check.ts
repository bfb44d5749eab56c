import { defineCheck, outcomeOf } from './check';

export const nothingFollowsTheSignature = defineCheck(['cms'], {
  id: 'nothing-follows-the-signature',
  standard: 'RFC 5652 §3; ETSI EN 319 102-1 §5.2.2',
  subIndication: 'FORMAT_FAILURE',
  text: {
    passed: {
      it: 'Nel file non c’è altro che la firma e ciò che porta',
      en: 'The file holds nothing but the signature and what it carries',
    },
    failed: {
      it: 'Dopo la firma il file contiene altri dati, che nessuno ha firmato',
      en: 'Behind the signature the file holds further data that nobody signed',
    },
  },
  judge: ({ trailingBytes }) => outcomeOf(trailingBytes === 0),
});
