import { ALL_FAMILIES, defineCheck } from './check';

export const noAuthorityOfTheChainIsRevoked = defineCheck(ALL_FAMILIES, {
  id: 'no-authority-of-the-chain-is-revoked',
  standard: 'ETSI EN 319 102-1 §5.2.6, §5.6.2',
  subIndication: 'REVOKED_CA_NO_POE',
  text: {
    passed: {
      it: 'Nessuna autorità della catena era revocata',
      en: 'No authority of the chain was revoked',
    },
    failed: {
      it: 'Un’autorità della catena è revocata, e nulla prova che la firma sia anteriore',
      en: 'An authority of the chain is revoked, and nothing proves that the signature is older',
    },
  },
  judge: ({ revocation }) => {
    const states = revocation.slice(1).map(({ state }) => state);
    if (states.includes('REVOKED')) return 'FAILED';
    return states.includes('GOOD') ? 'PASSED' : 'NOT_APPLICABLE';
  },
});
