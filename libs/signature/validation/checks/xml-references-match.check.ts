import { defineCheck, outcomeOf } from './check';

export const xmlReferencesMatch = defineCheck(['xml'], {
  id: 'xml-references-match',
  standard: 'XML Signature 1.1 §3.2.1; ETSI EN 319 102-1 §5.2.7',
  subIndication: 'HASH_FAILURE',
  text: {
    passed: { it: 'Il contenuto è quello che è stato firmato', en: 'The content is what was signed' },
    failed: { it: 'Il contenuto non è quello che è stato firmato', en: 'The content is not what was signed' },
    unknown: {
      it: 'L’impronta di una parte firmata non si è potuta calcolare: usa una trasformazione o un algoritmo non ammesso',
      en: 'The digest of a signed part could not be computed: it uses a transform or an algorithm that is not allowed',
    },
  },
  judge: ({ references }) => {
    const digests = references.map(({ digest }) => digest);
    if (digests.length === 0) return 'NOT_APPLICABLE';
    return digests.includes('NOT_ALLOWED') && !digests.includes('DIFFERS')
      ? 'UNKNOWN'
      : outcomeOf(!digests.includes('DIFFERS'));
  },
});
