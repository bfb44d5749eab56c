import { ALL_FAMILIES, defineCheck, outcomeOf } from './check';

export const signatureWasNotMadeAfterTheRevocation = defineCheck(ALL_FAMILIES, {
  id: 'signature-was-not-made-after-the-revocation',
  standard: 'ETSI EN 319 102-1 §5.5.4',
  subIndication: 'REVOKED',
  text: {
    passed: {
      it: 'Nulla prova che la firma sia posteriore a una revoca',
      en: 'Nothing proves that the signature is later than a revocation',
    },
    failed: {
      it: 'Una marca temporale prova che la firma è stata fatta dopo la revoca del certificato',
      en: 'A timestamp proves that the signature was made after its certificate was revoked',
    },
  },
  judge: ({ proofs: { notBefore }, revocation: [signer] }) => {
    if (!notBefore || !signer) return 'NOT_APPLICABLE';
    return outcomeOf(signer.state !== 'REVOKED' || notBefore < signer.since);
  },
});
