import { defineCheck, outcomeOf } from './check';

export const paddingOfTheSignatureIsEmpty = defineCheck(['pdf'], {
  id: 'padding-of-the-signature-is-empty',
  standard: 'ISO 32000-2 §12.8.1, table 255; ETSI EN 319 142-1 §5.2',
  subIndication: 'FORMAT_FAILURE',
  text: {
    passed: {
      it: 'Nel posto riservato alla firma non c’è altro',
      en: 'The room reserved for the signature holds nothing else',
    },
    failed: {
      it: 'Nel posto riservato alla firma ci sono altri dati, che nessuno ha firmato',
      en: 'The room reserved for the signature holds further data that nobody signed',
    },
  },
  judge: ({ data, bytesBehind }) => (data ? outcomeOf(bytesBehind === 0) : 'NOT_APPLICABLE'),
});
