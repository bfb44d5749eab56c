import { ALL_FAMILIES, defineCheck } from './check';
import { intactnessOf, isOfTheSigning } from './intact-timestamps';

export const timestampsAddedLaterAreIntact = defineCheck(ALL_FAMILIES, {
  id: 'timestamps-added-later-are-intact',
  standard: 'ETSI EN 319 102-1 §5.5.4, §5.6.2',
  subIndication: 'SIG_CONSTRAINTS_FAILURE',
  text: {
    passed: {
      it: 'Le marche temporali aggiunte per conservare la firma sono integre',
      en: 'The timestamps that were added to keep the signature are intact',
    },
    failed: {
      it: 'Una marca temporale aggiunta per conservare la firma non è integra o si riferisce ad altro',
      en: 'A timestamp that was added to keep the signature is broken or is about something else',
    },
    unknown: {
      it: 'Una marca temporale aggiunta per conservare la firma non si è potuta verificare',
      en: 'A timestamp that was added to keep the signature could not be verified',
    },
  },
  // Anybody may have added it: a broken one proves no time and takes nothing from a signature that holds without it.
  judge: ({ attached }) => intactnessOf(attached.filter((timestamp) => !isOfTheSigning(timestamp))),
});
