import { ALL_FAMILIES, defineCheck, outcomeOf } from './check';

export const attachedTimestampsAreIntact = defineCheck(ALL_FAMILIES, {
  id: 'attached-timestamps-are-intact',
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
  // A broken timestamp proves no time. It does not break the signature, but a reader must be told before he relies on it.
  judge: ({ attached }) => {
    if (attached.length === 0) return 'NOT_APPLICABLE';
    const states = attached.map(({ facts }) => facts?.integrity ?? 'BROKEN');
    return states.includes('UNKNOWN') && !states.includes('BROKEN')
      ? 'UNKNOWN'
      : outcomeOf(!states.includes('BROKEN'));
  },
});
