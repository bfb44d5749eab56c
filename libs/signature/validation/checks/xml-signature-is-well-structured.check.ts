import { defineCheck, outcomeOf } from './check';

export const xmlSignatureIsWellStructured = defineCheck(['xml'], {
  id: 'xml-signature-is-well-structured',
  standard: 'XML Signature 1.1 §4.2, §4.4; ETSI EN 319 102-1 §5.2.2',
  subIndication: 'FORMAT_FAILURE',
  text: {
    passed: {
      it: 'Le parti della firma XML sono al loro posto',
      en: 'The parts of the XML signature stand in their places',
    },
    failed: {
      it: 'Le parti della firma XML mancano, sono ripetute o fuori posto',
      en: 'Parts of the XML signature are missing, repeated or out of place',
    },
  },
  judge: ({ isWellStructured }) => outcomeOf(isWellStructured),
});
