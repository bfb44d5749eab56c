import { defineCheck, outcomeOf } from './check';

export const signatureIsReadable = defineCheck(['pdf'], {
  id: 'signature-is-readable',
  standard: 'RFC 5652 §5.1; RFC 3161 §2.4.2',
  subIndication: 'FORMAT_FAILURE',
  text: {
    passed: { it: 'La struttura della firma è leggibile', en: 'The structure of the signature is readable' },
    failed: {
      it: 'La struttura della firma non è leggibile',
      en: 'The structure of the signature is not readable',
    },
  },
  judge: ({ kind, data, timestamp, range }) => {
    if (kind === 'unsupported') return 'NOT_APPLICABLE';
    if (!data) return 'FAILED';
    return outcomeOf(kind !== 'timestamp' || !range.ranges || timestamp !== undefined);
  },
});
