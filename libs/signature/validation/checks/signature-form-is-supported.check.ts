import { defineCheck } from './check';

export const signatureFormIsSupported = defineCheck(['pdf'], {
  id: 'signature-form-is-supported',
  standard: 'ISO 32000-2 §12.8.3, table 260',
  subIndication: null,
  text: {
    passed: {
      it: 'La forma della firma è fra quelle verificate',
      en: 'The form of the signature is one that is verified here',
    },
    failed: {
      it: 'La forma della firma non è fra quelle verificate',
      en: 'The form of the signature is not one that is verified here',
    },
    unknown: {
      it: 'La forma della firma non è fra quelle verificate',
      en: 'The form of the signature is not one that is verified here',
    },
  },
  judge: ({ kind }) => (kind === 'unsupported' ? 'UNKNOWN' : 'PASSED'),
});
