import { ALL_FAMILIES, defineCheck, outcomeOf } from './check';

export const signatureIsNotOlderThanItsCertificate = defineCheck(ALL_FAMILIES, {
  id: 'signature-is-not-older-than-its-certificate',
  standard: 'ETSI EN 319 102-1 §5.5.4',
  subIndication: 'NOT_YET_VALID',
  text: {
    passed: {
      it: 'Nessuna marca temporale prova che la firma sia anteriore al certificato',
      en: 'No timestamp proves that the signature is older than its certificate',
    },
    failed: {
      it: 'Una marca temporale prova che la firma è anteriore al certificato con cui si presenta',
      en: 'A timestamp proves that the signature is older than the certificate that it shows',
    },
  },
  judge: ({ proofs: { value }, signer }) => {
    if (!value.isProven || !signer?.certificate) return 'NOT_APPLICABLE';
    return outcomeOf(value.time >= signer.certificate.notBefore);
  },
});
