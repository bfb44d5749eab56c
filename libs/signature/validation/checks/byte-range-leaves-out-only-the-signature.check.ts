import { defineCheck, outcomeOf } from './check';

export const byteRangeLeavesOutOnlyTheSignature = defineCheck(['pdf'], {
  id: 'byte-range-leaves-out-only-the-signature',
  standard: 'ETSI EN 319 142-1 §5.2',
  subIndication: 'FORMAT_FAILURE',
  text: {
    passed: {
      it: 'Dai byte firmati è esclusa soltanto la firma stessa',
      en: 'Only the signature itself is left out of the signed bytes',
    },
    failed: {
      it: 'Dai byte firmati è escluso qualcosa che non è la firma',
      en: 'Something other than the signature is left out of the signed bytes',
    },
  },
  judge: ({ range }) => (range.ranges ? outcomeOf(range.gapIsContents) : 'NOT_APPLICABLE'),
});
