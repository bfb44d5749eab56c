import { defineCheck, outcomeOf } from './check';

export const signedContentIsOutsideTheSignature = defineCheck(['pdf'], {
  id: 'signed-content-is-outside-the-signature',
  standard: 'ISO 32000-1 §12.8.3.3.1; ETSI EN 319 142-1 §5.2',
  subIndication: 'FORMAT_FAILURE',
  text: {
    passed: {
      it: 'La firma è separata dal contenuto, come deve',
      en: 'The signature is detached from the content, as it must be',
    },
    failed: {
      it: 'La firma porta dentro di sé un contenuto suo',
      en: 'The signature carries a content of its own',
    },
  },
  judge: ({ kind, data }) =>
    data && kind === 'detached' ? outcomeOf(data.content === undefined) : 'NOT_APPLICABLE',
});
