import { ALL_FAMILIES, defineCheck } from './check';

export const nothingInsideCanChangeWhatIsShown = defineCheck(ALL_FAMILIES, {
  id: 'nothing-inside-can-change-what-is-shown',
  standard: 'DPCM 22-2-2013 art. 4 c. 3',
  subIndication: null,
  text: {
    passed: {
      it: 'Nel documento non si sono trovati macroistruzioni, codici o campi che possano modificarlo',
      en: 'No macro, code or field that could change the document was found in it',
    },
    failed: {
      it: 'Il documento contiene macroistruzioni, codici o campi che possono modificare gli atti, i fatti o i dati che rappresenta',
      en: 'The document holds macros, code or fields that can change the acts, facts or data that it represents',
    },
    unknown: {
      it: 'Non si è potuto cercare nel documento se vi sono macroistruzioni, codici o campi che possano modificarlo',
      en: 'Whether the document holds macros, code or fields that could change it could not be looked for',
    },
  },
  judge: ({ activeCode, type }) => {
    if (type !== 'SIGNATURE' || activeCode === undefined) return 'NOT_APPLICABLE';
    if (activeCode.some((one) => one !== 'NOT_LOOKED_AT')) return 'FAILED';
    return activeCode.length > 0 ? 'UNKNOWN' : 'PASSED';
  },
});
