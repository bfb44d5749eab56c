import type { Disagreement } from './disagreements';

/** Who is right, and why; empty where nobody has looked yet, which fails the case. */
export function reasonFor(_disagreement: Disagreement): string {
  return '';
}
