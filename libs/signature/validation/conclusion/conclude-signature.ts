import type { Check, Outcome, WeighedOutcome } from '../checks/check';
import type { ValidationPolicy } from '../policy/validation-policy';
import type {
  FileConclusion,
  Indication,
  SignatureReport,
  SubIndication,
  ValidationReport,
} from '../report/validation-report';

/** A check with its answer for one signature. */
export interface JudgedCheck {
  readonly check: Check;
  readonly outcome: WeighedOutcome;
}

export interface Conclusion {
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
}

/** The answer with the weight that the policy gives to the check. */
export function weigh(check: Check, outcome: Outcome, policy: ValidationPolicy): JudgedCheck {
  const level = policy.levels[check.id] ?? 'FAIL';
  const isLight = level !== 'FAIL' && (outcome === 'FAILED' || outcome === 'UNKNOWN');
  return { check, outcome: isLight ? 'WARNING' : outcome };
}

/** Sub-indications that make a signature fail for good (EN 319 102-1 §5.1.3, table 5); all others leave it open. */
const FINAL: readonly (SubIndication | null)[] = [
  'FORMAT_FAILURE',
  'HASH_FAILURE',
  'SIG_CRYPTO_FAILURE',
  'REVOKED',
  'EXPIRED',
  'NOT_YET_VALID',
];

/**
 * Conclusion from the answers, in the order of the checks: a failure that is final, else the first thing that failed
 * or is not known, else passed. What is not known can never make a signature fail, nor pass.
 *
 * @standard ETSI EN 319 102-1 §5.1.2, §5.1.3
 */
export function concludeSignature(judged: readonly JudgedCheck[]): Conclusion {
  const isFinal = ({ check, outcome }: JudgedCheck): boolean =>
    outcome === 'FAILED' && FINAL.includes(check.subIndication);
  const failed = judged.find(isFinal);
  if (failed) return { indication: 'TOTAL_FAILED', subIndication: failed.check.subIndication };
  const open = judged.find(({ outcome }) => outcome === 'FAILED' || outcome === 'UNKNOWN');
  if (!open) return { indication: 'TOTAL_PASSED', subIndication: null };
  // An answer that is merely missing does not carry the name of a final failure.
  const { subIndication } = open.check;
  return { indication: 'INDETERMINATE', subIndication: FINAL.includes(subIndication) ? null : subIndication };
}

/**
 * Conclusion on a file: that of its worst signature or timestamp, those of signed documents inside it included;
 * `NO_SIGNATURE` when there is none.
 */
export function concludeFile(
  signatures: readonly Pick<SignatureReport, 'indication'>[],
  inner: readonly Pick<ValidationReport, 'conclusion'>[],
): Indication | 'NO_SIGNATURE' {
  const found = new Set<FileConclusion>([
    ...signatures.map(({ indication }) => indication),
    // A document inside that is not signed, or that cannot be read, was signed as it is by what is around it.
    ...inner.map(({ conclusion }) => conclusion),
  ]);
  if (found.has('TOTAL_FAILED')) return 'TOTAL_FAILED';
  if (found.has('INDETERMINATE')) return 'INDETERMINATE';
  return found.has('TOTAL_PASSED') ? 'TOTAL_PASSED' : 'NO_SIGNATURE';
}
