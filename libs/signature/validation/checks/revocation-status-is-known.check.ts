import { ALL_FAMILIES, defineCheck } from './check';

export const revocationStatusIsKnown = defineCheck(ALL_FAMILIES, {
  id: 'revocation-status-is-known',
  standard: 'ETSI EN 319 102-1 §5.2.6; RFC 5280 §6.3',
  subIndication: 'TRY_LATER',
  text: {
    passed: {
      it: 'Di ogni certificato della catena si sa se sia revocato',
      en: 'Of each certificate of the chain it is known whether it is revoked',
    },
    failed: {
      it: 'Di un certificato della catena non si sa se sia revocato',
      en: 'Of a certificate of the chain it is not known whether it is revoked',
    },
    unknown: {
      it: 'Non è stato ancora verificato se il certificato sia revocato',
      en: 'Whether the certificate is revoked has not been checked yet',
    },
  },
  // Of a chain whose certificates name no place to ask there is nothing to know; of any other the answer is still open.
  judge: ({ path, revocation }) => {
    if (!path?.anchored) return 'NOT_APPLICABLE';
    const states = revocation.map(({ state }) => state);
    if (states.includes('UNKNOWN')) return 'UNKNOWN';
    return states.every((state) => state === 'NOT_ASKED') ? 'NOT_APPLICABLE' : 'PASSED';
  },
});
