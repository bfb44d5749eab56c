import { ALL_FAMILIES, defineCheck, outcomeOf } from './check';

export const timestampsComeInOrder = defineCheck(ALL_FAMILIES, {
  id: 'timestamps-come-in-order',
  standard: 'ETSI EN 319 102-1 §5.5.4',
  subIndication: 'TIMESTAMP_ORDER_FAILURE',
  text: {
    passed: {
      it: 'Le marche temporali sono in ordine di tempo',
      en: 'The timestamps are in the order of time',
    },
    failed: {
      it: 'Le marche temporali si contraddicono nel tempo',
      en: 'The timestamps contradict each other in time',
    },
  },
  judge: ({ proofs: { stamps, value, notBefore } }) => {
    if (stamps.length < 2) return 'NOT_APPLICABLE';
    return outcomeOf(!notBefore || !value.isProven || notBefore <= value.time);
  },
});
