import { defineCheck } from './check';

export const objectsOfTheSignatureStandInIt = defineCheck(['xml'], {
  id: 'objects-of-the-signature-stand-in-it',
  standard: 'XML Signature 1.1 §4.4.3.1, §4.5, §5.1',
  subIndication: 'SIGNED_DATA_NOT_FOUND',
  text: {
    passed: {
      it: 'Gli oggetti che la firma dice di contenere sono nella firma',
      en: 'The objects that the signature says to hold stand in it',
    },
    failed: {
      it: 'Un riferimento parla di un oggetto della firma, ma indica qualcosa che sta fuori di essa',
      en: 'A reference is about an object of the signature, but names something outside of it',
    },
    unknown: {
      it: 'Un riferimento parla di un oggetto della firma, ma indica qualcosa che sta fuori di essa',
      en: 'A reference is about an object of the signature, but names something outside of it',
    },
  },
  // What was signed may be what is shown or not: the object that should hold it is not there to compare.
  judge: ({ references }) => (references.some(({ isFalseObject }) => isFalseObject) ? 'UNKNOWN' : 'PASSED'),
});
