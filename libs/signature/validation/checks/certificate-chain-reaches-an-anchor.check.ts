import { ALL_FAMILIES, defineCheck } from './check';

export const certificateChainReachesAnAnchor = defineCheck(ALL_FAMILIES, {
  id: 'certificate-chain-reaches-an-anchor',
  standard: 'ETSI EN 319 102-1 §5.2.6; RFC 5280 §6.1',
  subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
  text: {
    passed: {
      it: 'La catena di certificati arriva a un’autorità riconosciuta',
      en: 'The certificate chain reaches a trusted authority',
    },
    failed: {
      it: 'La catena di certificati non arriva a un’autorità riconosciuta',
      en: 'The certificate chain does not reach a trusted authority',
    },
    unknown: {
      it: 'La catena di certificati non arriva a un’autorità riconosciuta',
      en: 'The certificate chain does not reach a trusted authority',
    },
  },
  judge: ({ path }) => {
    if (!path) return 'NOT_APPLICABLE';
    return path.anchored ? 'PASSED' : 'UNKNOWN';
  },
});
