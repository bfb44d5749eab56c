import { ALL_FAMILIES, defineCheck } from './check';

export const signatureAlgorithmAgreesWithKeyAndDigest = defineCheck(ALL_FAMILIES, {
  id: 'signature-algorithm-agrees-with-key-and-digest',
  standard: 'RFC 5652 §5.4; RFC 5754 §3',
  subIndication: 'SIG_CRYPTO_FAILURE',
  text: {
    passed: {
      it: 'Algoritmo di firma, chiave e impronta sono coerenti',
      en: 'Signature algorithm, key and digest agree',
    },
    failed: {
      it: 'L’algoritmo di firma non corrisponde alla chiave o all’impronta',
      en: 'The signature algorithm does not agree with the key or the digest',
    },
    unknown: {
      it: 'L’algoritmo di firma non è fra quelli verificati',
      en: 'The signature algorithm is not one that is verified here',
    },
  },
  judge: ({ signer }) => {
    if (!signer) return 'NOT_APPLICABLE';
    if (!signer.digestsAgree || signer.value === 'KEY_MISMATCH') return 'FAILED';
    return signer.algorithm ? 'PASSED' : 'UNKNOWN';
  },
});
