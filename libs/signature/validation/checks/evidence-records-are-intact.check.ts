import { ALL_FAMILIES, defineCheck } from './check';

export const evidenceRecordsAreIntact = defineCheck(ALL_FAMILIES, {
  id: 'evidence-records-are-intact',
  standard: 'RFC 4998 §4.3, §5.3; ETSI EN 319 102-1 §5.6',
  subIndication: 'SIG_CONSTRAINTS_FAILURE',
  text: {
    passed: {
      it: 'Le prove di conservazione (evidence record) della firma sono integre',
      en: 'The evidence records of the signature are intact',
    },
    failed: {
      it: 'Una prova di conservazione (evidence record) non è integra o si riferisce ad altro',
      en: 'An evidence record is broken or is about something else',
    },
    unknown: {
      it: 'Una prova di conservazione (evidence record) non si è potuta verificare; quelle in XML (RFC 6283) non vengono lette',
      en: 'An evidence record could not be verified; those in XML (RFC 6283) are not read',
    },
  },
  judge: ({ evidenceRecords }) => {
    const states = evidenceRecords.map(({ integrity }) => integrity);
    if (states.length === 0) return 'NOT_APPLICABLE';
    if (states.includes('BROKEN')) return 'FAILED';
    return states.includes('UNKNOWN') ? 'UNKNOWN' : 'PASSED';
  },
});
