import { defineCheck, outcomeOf } from './check';

export const byteRangeIsWellFormed = defineCheck(['pdf'], {
  id: 'byte-range-is-well-formed',
  standard: 'ISO 32000-1 §12.8.1, table 252',
  subIndication: 'FORMAT_FAILURE',
  text: {
    passed: {
      it: 'I byte firmati sono indicati in modo regolare',
      en: 'The signed bytes are stated in a regular way',
    },
    failed: {
      it: 'L’indicazione dei byte firmati manca o è irregolare',
      en: 'The statement of the signed bytes is missing or irregular',
    },
  },
  judge: ({ range }) => outcomeOf(range.ranges !== undefined),
});
