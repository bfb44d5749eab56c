import { ALL_CHECKS } from '../checks/all-checks';
import { policyOf, type ValidationPolicy } from './validation-policy';

/** A policy as it is kept with the verdicts that were given by it, whatever later builds make of policies. */
export interface StoredPolicy {
  /** SHA-256 of `content`, in hexadecimal: the digest that reports name. */
  readonly sha256: string;
  /** JSON of all that decides: version, levels, and the table of algorithms by date. To be kept to the byte. */
  readonly content: string;
  /** Ids of the checks that were made. */
  readonly checks: readonly string[];
}

/** What has to be kept of a policy, so that verdicts can be given by it again: its content to the byte, and its checks. */
export function storedPolicy({ sha256, content, laterChecks }: ValidationPolicy): StoredPolicy {
  const checks = ALL_CHECKS.map(({ id }) => id).filter((id) => !laterChecks.includes(id));
  return { sha256, content, checks };
}

/**
 * The policy that was stored. Checks that came after it are not made. Undefined when the content is not the one that the
 * digest names: nothing is judged by a table that somebody changed.
 */
export function policyFromStore({ sha256, content, checks }: StoredPolicy): ValidationPolicy | undefined {
  const laterChecks = ALL_CHECKS.map(({ id }) => id).filter((id) => !checks.includes(id));
  const policy = policyOf(content, laterChecks);
  return policy.sha256 === sha256 ? policy : undefined;
}
