import { defineCheck, outcomeOf } from './check';

export const contentTypeMatches = defineCheck(['pdf', 'cms'], {
  id: 'content-type-matches',
  standard: 'RFC 5652 §11.1',
  subIndication: 'SIG_CRYPTO_FAILURE',
  text: {
    passed: {
      it: 'Il tipo di contenuto firmato è quello dichiarato',
      en: 'The type of the signed content is the one stated',
    },
    failed: {
      it: 'Il tipo di contenuto firmato manca o è un altro',
      en: 'The type of the signed content is missing or another one',
    },
  },
  judge: ({ signer }) => {
    if (!signer || signer.contentType === 'NO_ATTRIBUTES' || signer.contentType === 'NOT_ASKED')
      return 'NOT_APPLICABLE';
    return outcomeOf(signer.contentType === 'MATCHES');
  },
});
