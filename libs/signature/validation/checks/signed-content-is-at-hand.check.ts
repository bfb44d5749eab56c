import { defineCheck } from './check';

export const signedContentIsAtHand = defineCheck(['cms', 'xml'], {
  id: 'signed-content-is-at-hand',
  standard: 'ETSI EN 319 102-1 §5.2.7',
  subIndication: 'SIGNED_DATA_NOT_FOUND',
  text: {
    passed: { it: 'Il contenuto firmato è presente', en: 'The signed content is at hand' },
    failed: { it: 'Il contenuto firmato manca', en: 'The signed content is missing' },
    unknown: {
      it: 'Il contenuto firmato non è stato consegnato con la firma: di esso non si può dire nulla',
      en: 'The signed content did not come with the signature: nothing can be said of it',
    },
  },
  judge: ({ signedData }) => (signedData === 'FOUND' ? 'PASSED' : 'UNKNOWN'),
});
