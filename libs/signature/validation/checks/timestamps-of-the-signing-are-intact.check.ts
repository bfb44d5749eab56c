import { ALL_FAMILIES, defineCheck } from './check';
import { intactnessOf, isOfTheSigning } from './intact-timestamps';

export const timestampsOfTheSigningAreIntact = defineCheck(ALL_FAMILIES, {
  id: 'timestamps-of-the-signing-are-intact',
  standard: 'ETSI EN 319 102-1 §5.4; RFC 3161 §2.4.2',
  subIndication: 'SIG_CONSTRAINTS_FAILURE',
  text: {
    passed: {
      it: 'Le marche temporali della firma sono integre',
      en: 'The timestamps of the signature are intact',
    },
    failed: {
      it: 'Una marca temporale della firma non è integra o si riferisce ad altro',
      en: 'A timestamp of the signature is broken or is about something else',
    },
    unknown: {
      it: 'Una marca temporale della firma non si è potuta verificare',
      en: 'A timestamp of the signature could not be verified',
    },
  },
  // It came with the signature: a broken one says that what was handed over is not what was made.
  judge: ({ attached }) => intactnessOf(attached.filter(isOfTheSigning)),
});
