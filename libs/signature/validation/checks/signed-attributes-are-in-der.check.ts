import { defineCheck, outcomeOf } from './check';

export const signedAttributesAreInDer = defineCheck(['pdf', 'cms'], {
  id: 'signed-attributes-are-in-der',
  standard: 'RFC 5652 §5.4',
  subIndication: 'SIG_CONSTRAINTS_FAILURE',
  text: {
    passed: {
      it: 'La firma è calcolata sugli attributi nella codifica prescritta (DER)',
      en: 'The signature was made over the attributes in the encoding that is prescribed (DER)',
    },
    failed: {
      it: 'La firma è calcolata sugli attributi in una codifica non ammessa: alcuni programmi la danno per alterata',
      en: 'The signature was made over the attributes in an encoding that is not allowed: some programs call it broken',
    },
  },
  judge: ({ signer }) => {
    if (signer?.value !== 'VALID' || !signer.signer.signedAttributes) return 'NOT_APPLICABLE';
    return outcomeOf(!signer.isOverNonDerAttributes);
  },
});
