import { ALL_FAMILIES, defineCheck, outcomeOf } from './check';

export const signatureWasMadeInTheLifeOfItsCertificate = defineCheck(ALL_FAMILIES, {
  id: 'signature-was-made-in-the-life-of-its-certificate',
  standard: 'ETSI EN 319 102-1 §5.5.4',
  subIndication: 'EXPIRED',
  text: {
    passed: {
      it: 'Nessuna marca temporale prova che la firma sia fuori dalla vita del certificato',
      en: 'No timestamp proves that the signature lies outside the life of its certificate',
    },
    failed: {
      it: 'Una marca temporale prova che la firma è stata fatta dopo la scadenza del certificato',
      en: 'A timestamp proves that the signature was made after its certificate had expired',
    },
  },
  judge: ({ proofs: { notBefore }, signer }) => {
    if (!notBefore || !signer?.certificate) return 'NOT_APPLICABLE';
    return outcomeOf(notBefore <= signer.certificate.notAfter);
  },
});
