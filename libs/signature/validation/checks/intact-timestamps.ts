import type { AttachedTimestamp } from '../../timestamp/attached-timestamps';
import { type Outcome, outcomeOf } from './check';

/** One that is broken fails; one that could not be examined leaves the answer open. */
export function intactnessOf(timestamps: readonly AttachedTimestamp[]): Outcome {
  if (timestamps.length === 0) return 'NOT_APPLICABLE';
  const states = timestamps.map(({ facts }) => facts?.integrity ?? 'BROKEN');
  return states.includes('UNKNOWN') && !states.includes('BROKEN')
    ? 'UNKNOWN'
    : outcomeOf(!states.includes('BROKEN'));
}

/** Made before or with the signature, over its content or its value; all others were added to keep it. */
export function isOfTheSigning({ kind }: AttachedTimestamp): boolean {
  return kind === 'SIGNATURE_TIMESTAMP' || kind === 'CONTENT_TIMESTAMP';
}
