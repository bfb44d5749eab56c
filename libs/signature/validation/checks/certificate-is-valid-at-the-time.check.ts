import { ALL_FAMILIES, defineCheck, outcomeOf } from './check';

export const certificateIsValidAtTheTime = defineCheck(ALL_FAMILIES, {
  id: 'certificate-is-valid-at-the-time',
  standard: 'ETSI EN 319 102-1 §5.2.6; RFC 5280 §6.1.3 (a)(2)',
  subIndication: 'OUT_OF_BOUNDS_NO_POE',
  text: {
    passed: {
      it: 'Al momento considerato i certificati sono nel periodo di validità',
      en: 'At the time considered the certificates are within their validity',
    },
    failed: {
      it: 'Al momento considerato un certificato è fuori dal periodo di validità',
      en: 'At the time considered a certificate is outside its validity',
    },
  },
  judge: ({ path }) =>
    path
      ? outcomeOf(!path.findings.some(({ code }) => code === 'EXPIRED' || code === 'NOT_YET_VALID'))
      : 'NOT_APPLICABLE',
});
