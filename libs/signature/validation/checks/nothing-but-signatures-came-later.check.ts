import { defineCheck } from './check';

export const nothingButSignaturesCameLater = defineCheck(['pdf'], {
  id: 'nothing-but-signatures-came-later',
  standard: 'ISO 32000-1 §12.8.2.2; ETSI EN 319 142-1 §5.3',
  subIndication: null,
  text: {
    passed: {
      it: 'Dopo la firma il file non è cambiato, se non per altre firme e marche temporali aggiunte',
      en: 'After the signature the file did not change but for further signatures and timestamps',
    },
    failed: {
      it: 'Dopo la firma il file è stato cambiato in modo non ammesso',
      en: 'The file was changed after the signature in a way that is not allowed',
    },
    unknown: {
      it: 'Dopo la firma sono state aggiunte parti al file: la firma vale per la revisione che le precede',
      en: 'Parts were added to the file after the signature: it holds for the revision before them',
    },
  },
  judge: ({ range, later }) => {
    if (range.coverage === 'PARTIAL') return 'NOT_APPLICABLE';
    return later.state === 'UNKNOWN' ? 'UNKNOWN' : 'PASSED';
  },
});
