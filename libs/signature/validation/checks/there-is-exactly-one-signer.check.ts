import { defineCheck, outcomeOf } from './check';

export const thereIsExactlyOneSigner = defineCheck(['pdf'], {
  id: 'there-is-exactly-one-signer',
  standard: 'ISO 32000-1 §12.8.3.3.1; ETSI EN 319 142-1 §5.2',
  subIndication: 'FORMAT_FAILURE',
  text: {
    passed: { it: 'La firma ha un solo firmatario', en: 'The signature has exactly one signer' },
    failed: {
      it: 'La struttura della firma non ha esattamente un firmatario',
      en: 'The structure of the signature has not exactly one signer',
    },
  },
  judge: ({ data }) => (data ? outcomeOf(data.signers.length === 1) : 'NOT_APPLICABLE'),
});
