import { defineCheck } from './check';

export const messageDigestMatches = defineCheck(['pdf', 'cms'], {
  id: 'message-digest-matches',
  standard: 'RFC 5652 §11.2; ETSI EN 319 102-1 §5.2.7',
  subIndication: 'HASH_FAILURE',
  text: {
    passed: { it: 'Il contenuto è quello che è stato firmato', en: 'The content is what was signed' },
    failed: { it: 'Il contenuto non è quello che è stato firmato', en: 'The content is not what was signed' },
    unknown: {
      it: 'L’impronta del contenuto non si è potuta calcolare',
      en: 'The digest of the content could not be computed',
    },
  },
  judge: (facts) => {
    const { signer, timestamp } = facts;
    if (!signer || facts.signedData === 'MISSING') return 'NOT_APPLICABLE';
    if (facts.family === 'pdf' && facts.innerDigestMatches === false) return 'FAILED';
    if (timestamp?.imprint === 'DIFFERS') return 'FAILED';
    if (signer.messageDigest === 'DIFFERS' || signer.messageDigest === 'MISSING') return 'FAILED';
    const isComputed = signer.messageDigest !== 'NOT_COMPUTED' && timestamp?.imprint !== 'NOT_COMPUTED';
    return isComputed ? 'PASSED' : 'UNKNOWN';
  },
});
