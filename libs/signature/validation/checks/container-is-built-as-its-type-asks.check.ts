import { ALL_FAMILIES, defineCheck, outcomeOf } from './check';

export const containerIsBuiltAsItsTypeAsks = defineCheck(ALL_FAMILIES, {
  id: 'container-is-built-as-its-type-asks',
  standard: 'ETSI EN 319 162-1 §4.3.3, §4.4.3',
  subIndication: 'FORMAT_FAILURE',
  text: {
    passed: {
      it: 'Il contenitore è composto come il suo tipo richiede',
      en: 'The container is built as its type asks',
    },
    failed: {
      it: 'Il contenitore non è composto come il suo tipo richiede, o la firma che contiene non è leggibile',
      en: 'The container is not built as its type asks, or the signature in it is not readable',
    },
  },
  judge: ({ container }) => (container ? outcomeOf(container.isSound) : 'NOT_APPLICABLE'),
});
