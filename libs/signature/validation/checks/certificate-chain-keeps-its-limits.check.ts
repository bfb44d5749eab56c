import { ALL_FAMILIES, defineCheck } from './check';
import type { PathFindingCode } from '@libro-firma/trust';

const LIMITS: readonly PathFindingCode[] = [
  'NOT_A_CA',
  'KEY_MAY_NOT_SIGN_CERTIFICATES',
  'PATH_TOO_LONG',
  'NAME_NOT_PERMITTED',
  'UNKNOWN_CRITICAL_EXTENSION',
];

export const certificateChainKeepsItsLimits = defineCheck(ALL_FAMILIES, {
  id: 'certificate-chain-keeps-its-limits',
  standard: 'RFC 5280 §6.1.3, §6.1.4',
  subIndication: 'CHAIN_CONSTRAINTS_FAILURE',
  text: {
    passed: {
      it: 'Ogni certificato della catena resta nei limiti posti da chi lo precede',
      en: 'Each certificate of the chain keeps the limits set above it',
    },
    failed: {
      it: 'Un certificato della catena supera i limiti posti da chi lo precede',
      en: 'A certificate of the chain goes past the limits set above it',
    },
    unknown: {
      it: 'I limiti sui nomi nella catena non si sono potuti giudicare',
      en: 'The limits on names in the chain could not be judged',
    },
  },
  judge: ({ path }) => {
    if (!path?.anchored) return 'NOT_APPLICABLE';
    const codes = path.findings.map((finding) => finding.code);
    if (codes.some((code) => LIMITS.includes(code))) return 'FAILED';
    return codes.includes('NAME_CONSTRAINTS_NOT_JUDGED') ? 'UNKNOWN' : 'PASSED';
  },
});
