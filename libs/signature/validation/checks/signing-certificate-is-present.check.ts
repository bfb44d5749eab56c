import { ALL_FAMILIES, defineCheck } from './check';

export const signingCertificateIsPresent = defineCheck(ALL_FAMILIES, {
  id: 'signing-certificate-is-present',
  standard: 'ETSI EN 319 102-1 §5.2.3',
  subIndication: 'NO_SIGNING_CERTIFICATE_FOUND',
  text: {
    passed: {
      it: 'Il certificato del firmatario è nella firma',
      en: 'The signer’s certificate is in the signature',
    },
    failed: {
      it: 'Il certificato del firmatario non si trova',
      en: 'The signer’s certificate was not found',
    },
    unknown: {
      it: 'Il certificato del firmatario non si trova',
      en: 'The signer’s certificate was not found',
    },
  },
  judge: ({ signer }) => {
    if (!signer) return 'NOT_APPLICABLE';
    return signer.certificate ? 'PASSED' : 'UNKNOWN';
  },
});
