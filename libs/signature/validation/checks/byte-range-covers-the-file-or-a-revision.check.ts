import { defineCheck, outcomeOf } from './check';

export const byteRangeCoversTheFileOrARevision = defineCheck(['pdf'], {
  id: 'byte-range-covers-the-file-or-a-revision',
  standard: 'ISO 32000-1 §12.8.1; ETSI EN 319 142-1 §5.2',
  subIndication: 'FORMAT_FAILURE',
  text: {
    passed: {
      it: 'La firma copre l’intero file, o un’intera revisione di esso',
      en: 'The signature covers the whole file, or a whole revision of it',
    },
    failed: {
      it: 'La firma copre soltanto una parte del file',
      en: 'The signature covers only a part of the file',
    },
  },
  judge: ({ range }) =>
    range.ranges && range.gapIsContents ? outcomeOf(range.coverage !== 'PARTIAL') : 'NOT_APPLICABLE',
});
