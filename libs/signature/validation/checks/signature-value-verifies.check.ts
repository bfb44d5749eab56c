import { ALL_FAMILIES, defineCheck, outcomeOf } from './check';

export const signatureValueVerifies = defineCheck(ALL_FAMILIES, {
  id: 'signature-value-verifies',
  standard: 'ETSI EN 319 102-1 §5.2.7',
  subIndication: 'SIG_CRYPTO_FAILURE',
  text: {
    passed: {
      it: 'Il valore della firma è stato calcolato con la chiave del firmatario',
      en: 'The signature value was made with the signer’s key',
    },
    failed: {
      it: 'Il valore della firma non è stato calcolato con la chiave del firmatario',
      en: 'The signature value was not made with the signer’s key',
    },
    unknown: {
      it: 'Il valore della firma non si è potuto verificare',
      en: 'The signature value could not be verified',
    },
  },
  judge: ({ signer }) => {
    // Without a certificate a value may fail, but not be anybody's.
    const isNobodys = signer?.certificate === undefined && signer?.value === 'VALID';
    if (!signer || isNobodys || signer.value === 'NO_CERTIFICATE') return 'NOT_APPLICABLE';
    if (signer.value === 'UNSUPPORTED') return 'UNKNOWN';
    return outcomeOf(signer.value === 'VALID');
  },
});
