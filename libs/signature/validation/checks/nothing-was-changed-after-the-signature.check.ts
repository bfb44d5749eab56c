import type { Check } from './check';

export const nothingWasChangedAfterTheSignature: Check = {
  id: 'nothing-was-changed-after-the-signature',
  standard: 'ISO 32000-1 §12.8.2.2; ETSI EN 319 142-1 §5.3',
  subIndication: null,
  text: {
    passed: { it: 'Dopo la firma il file non è cambiato', en: 'The file did not change after the signature' },
    failed: {
      it: 'Dopo la firma il file è stato cambiato in modo non ammesso',
      en: 'The file was changed after the signature in a way that is not allowed',
    },
    unknown: {
      it: 'Dopo la firma sono state aggiunte parti al file: la firma vale per la revisione che la precede',
      en: 'Parts were added to the file after the signature: it holds for the revision before them',
    },
  },
  judge: ({ range }) => {
    if (range.coverage === 'PARTIAL') return 'NOT_APPLICABLE';
    return range.coverage === 'WHOLE_FILE' ? 'PASSED' : 'UNKNOWN';
  },
};
