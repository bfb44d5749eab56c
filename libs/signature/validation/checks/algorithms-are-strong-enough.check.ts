import { ALL_FAMILIES, defineCheck, outcomeOf } from './check';
import { isWeakDigest } from '@libro-firma/trust';

export const algorithmsAreStrongEnough = defineCheck(ALL_FAMILIES, {
  id: 'algorithms-are-strong-enough',
  standard: 'ETSI TS 119 312 §5, §6; ETSI EN 319 102-1 §5.2.8',
  subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  text: {
    passed: {
      it: 'Algoritmi e lunghezza delle chiavi sono adeguati',
      en: 'Algorithms and key lengths are adequate',
    },
    failed: {
      it: 'Un algoritmo o una chiave della firma non è più adeguato',
      en: 'An algorithm or key of the signature is no longer adequate',
    },
  },
  judge: ({ signer, path, digests, proofs, algorithms }) => {
    if (!signer) return 'NOT_APPLICABLE';
    const hasWeakDigest = digests.some((digest) => isWeakDigest(digest, proofs.value.time, algorithms));
    const hasWeakLink = path?.findings.some(({ code }) => code === 'WEAK_ALGORITHM') === true;
    return outcomeOf(!hasWeakDigest && !hasWeakLink);
  },
});
