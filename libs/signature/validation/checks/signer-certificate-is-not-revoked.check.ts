import { ALL_FAMILIES, defineCheck, outcomeOf } from './check';

export const signerCertificateIsNotRevoked = defineCheck(ALL_FAMILIES, {
  id: 'signer-certificate-is-not-revoked',
  standard: 'ETSI EN 319 102-1 §5.2.6, §5.5.4',
  subIndication: 'REVOKED_NO_POE',
  text: {
    passed: {
      it: 'Il certificato del firmatario non era revocato',
      en: 'The signer’s certificate was not revoked',
    },
    failed: {
      it: 'Il certificato del firmatario è revocato, e nulla prova che la firma sia anteriore',
      en: 'The signer’s certificate is revoked, and nothing proves that the signature is older',
    },
  },
  judge: ({ revocation: [signer] }) => {
    if (!signer || signer.state === 'NOT_ASKED' || signer.state === 'UNKNOWN') return 'NOT_APPLICABLE';
    return outcomeOf(signer.state !== 'REVOKED');
  },
});
