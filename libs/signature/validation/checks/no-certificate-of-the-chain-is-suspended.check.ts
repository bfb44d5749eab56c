import { ALL_FAMILIES, defineCheck } from './check';

export const noCertificateOfTheChainIsSuspended = defineCheck(ALL_FAMILIES, {
  id: 'no-certificate-of-the-chain-is-suspended',
  standard: 'ETSI EN 319 102-1 §5.2.6; RFC 5280 §5.3.1',
  subIndication: 'TRY_LATER',
  text: {
    passed: {
      it: 'Nessun certificato della catena era sospeso',
      en: 'No certificate of the chain was suspended',
    },
    failed: {
      it: 'Un certificato della catena è sospeso: si saprà più tardi se torni in vigore',
      en: 'A certificate of the chain is suspended: whether it comes back into force will be known later',
    },
  },
  judge: ({ revocation }) => {
    const states = revocation.map(({ state }) => state);
    if (states.includes('SUSPENDED')) return 'FAILED';
    return states.includes('GOOD') ? 'PASSED' : 'NOT_APPLICABLE';
  },
});
