import { defineCheck } from './check';

export const onlyPermittedChangesCameLater = defineCheck(['pdf'], {
  id: 'only-permitted-changes-came-later',
  standard: 'ISO 32000-2 §12.8.2; ETSI EN 319 142-1 §5.3',
  subIndication: 'SIG_CONSTRAINTS_FAILURE',
  text: {
    passed: {
      it: 'Dopo la firma il file non è cambiato, se non come le regole ammettono',
      en: 'After the signature the file did not change, except as the rules permit',
    },
    failed: {
      it: 'Dopo la firma il file è stato cambiato in modo non ammesso',
      en: 'The file was changed after the signature in a way that is not allowed',
    },
    unknown: {
      it: 'Dopo la firma sono state aggiunte parti che non si possono confrontare: la firma vale per la revisione che le precede',
      en: 'Parts were added that cannot be compared: the signature holds for the revision before them',
    },
  },
  judge: ({ range, later }) => {
    if (range.coverage === 'PARTIAL') return 'NOT_APPLICABLE';
    if (later.state === 'FORBIDDEN') return 'FAILED';
    return later.state === 'UNKNOWN' ? 'UNKNOWN' : 'PASSED';
  },
});
