import { defineCheck, outcomeOf } from './check';

export const xmlReferencesNameOnePlace = defineCheck(['xml'], {
  id: 'xml-references-name-one-place',
  standard: 'XML 1.0 §3.3.1; XML Signature Best Practices §2.1.4; ETSI EN 319 132-1 §4.4.2',
  subIndication: 'FORMAT_FAILURE',
  text: {
    passed: {
      it: 'Ogni riferimento della firma indica un solo elemento, quello a cui dice di riferirsi',
      en: 'Each reference of the signature names one element, the one that it says to be about',
    },
    failed: {
      it: 'Un riferimento della firma indica più elementi, o un elemento diverso da quello a cui dice di riferirsi',
      en: 'A reference of the signature names several elements, or another one than it says to be about',
    },
  },
  judge: ({ references, properties, isWellStructured }) => {
    if (!isWellStructured) return 'NOT_APPLICABLE';
    const isWrapped = properties === 'ELSEWHERE' || properties === 'AMBIGUOUS';
    return outcomeOf(!isWrapped && references.every(({ digest }) => digest !== 'AMBIGUOUS'));
  },
});
