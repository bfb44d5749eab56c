import { ALL_FAMILIES, defineCheck, outcomeOf } from './check';

export const signingCertificateReferenceMatches = defineCheck(ALL_FAMILIES, {
  id: 'signing-certificate-reference-matches',
  standard: 'RFC 5035 §3; ETSI EN 319 142-1 §6.3; ETSI EN 319 102-1 §5.2.8',
  subIndication: 'SIG_CONSTRAINTS_FAILURE',
  text: {
    passed: {
      it: 'La firma è legata al certificato del firmatario',
      en: 'The signature is bound to the signer’s certificate',
    },
    failed: {
      it: 'La firma non è legata in modo univoco al certificato del firmatario',
      en: 'The signature is not bound to the signer’s certificate in a unique way',
    },
  },
  // Older forms need not bind the certificate; a reference that is there must be right even so.
  judge: ({ signer, needsReference }) => {
    if (!signer?.reference || (signer.reference === 'MISSING' && !needsReference)) return 'NOT_APPLICABLE';
    return outcomeOf(signer.reference === 'OK');
  },
});
