import { defineCheck, outcomeOf } from './check';

export const contentIsNotTheAttributesOfAnotherSignature = defineCheck(['pdf', 'cms'], {
  id: 'content-is-not-the-attributes-of-another-signature',
  standard: 'RFC 5652 §5.4, §14',
  subIndication: 'FORMAT_FAILURE',
  text: {
    passed: {
      it: 'Il contenuto non è ciò che un’altra firma ha sottoscritto di sé',
      en: 'The content is not what another signature signed of itself',
    },
    failed: {
      it: 'Il contenuto sono gli attributi di un’altra firma: il firmatario non ha mai firmato questo file',
      en: 'The content are the attributes of another signature: the signer never signed this file',
    },
  },
  judge: ({ signer }) =>
    signer ? outcomeOf(signer.messageDigest !== 'ATTRIBUTES_AS_CONTENT') : 'NOT_APPLICABLE',
});
