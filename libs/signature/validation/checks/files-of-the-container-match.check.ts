import { ALL_FAMILIES, defineCheck, outcomeOf } from './check';

export const filesOfTheContainerMatch = defineCheck(ALL_FAMILIES, {
  id: 'files-of-the-container-match',
  standard: 'ETSI EN 319 162-1 §4.4.2, Annex A.4; ETSI EN 319 102-1 §5.2.7',
  subIndication: 'HASH_FAILURE',
  text: {
    passed: {
      it: 'I file elencati nel manifesto sono quelli firmati',
      en: 'The files listed in the manifest are those that were signed',
    },
    failed: {
      it: 'Un file elencato nel manifesto non è quello firmato',
      en: 'A file listed in the manifest is not the one that was signed',
    },
    unknown: {
      it: 'L’impronta di un file elencato nel manifesto non si è potuta calcolare',
      en: 'The digest of a file listed in the manifest could not be computed',
    },
  },
  judge: ({ container }) => {
    const digests = container?.entries.map(({ digest }) => digest) ?? [];
    if (digests.length === 0) return 'NOT_APPLICABLE';
    const isOpen = digests.includes('NOT_ALLOWED') && !digests.includes('DIFFERS');
    return isOpen ? 'UNKNOWN' : outcomeOf(!digests.includes('DIFFERS'));
  },
});
