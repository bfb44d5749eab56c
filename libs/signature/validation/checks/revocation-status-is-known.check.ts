import { ALL_FAMILIES, defineCheck } from './check';

export const revocationStatusIsKnown = defineCheck(ALL_FAMILIES, {
  id: 'revocation-status-is-known',
  standard: 'ETSI EN 319 102-1 §5.2.6; RFC 5280 §6.3',
  subIndication: 'TRY_LATER',
  text: {
    passed: {
      it: 'Nessun certificato della catena è revocato',
      en: 'No certificate of the chain is revoked',
    },
    failed: { it: 'Un certificato della catena è revocato', en: 'A certificate of the chain is revoked' },
    unknown: {
      it: 'Non è stato ancora verificato se il certificato sia revocato',
      en: 'Whether the certificate is revoked has not been checked yet',
    },
  },
  // A chain whose certificates name no place to ask cannot be asked about; of any other the answer is still open.
  judge: ({ path }) => {
    if (!path?.anchored) return 'NOT_APPLICABLE';
    const below = path.certificates.length > 1 ? path.certificates.slice(0, -1) : path.certificates;
    const canBeAsked = below.some(
      ({ extensions }) => extensions.ocspUrls.length > 0 || extensions.crlDistributionPoints.length > 0,
    );
    return canBeAsked ? 'UNKNOWN' : 'NOT_APPLICABLE';
  },
});
