import { createHash } from 'node:crypto';
import { ALGORITHM_POLICY, type AlgorithmPolicy } from '@libro-firma/trust';

/** What follows when a check does not pass: the verdict, a warning beside it, or a line that informs. */
export type CheckLevel = 'FAIL' | 'WARN' | 'INFORM';

/** All that a verdict depends on beside the file and what is trusted. */
export interface ValidationPolicy {
  readonly version: string;
  /** URN under which reports name it. */
  readonly identifier: string;
  /** SHA-256 of its content, in hexadecimal. */
  readonly sha256: string;
  /** Level of a check by its id; `FAIL` for one that is not named. */
  readonly levels: Readonly<Record<string, CheckLevel>>;
  readonly algorithms: AlgorithmPolicy;
}

const LEVELS: ValidationPolicy['levels'] = {
  'evidence-records-are-intact': 'WARN',
  'nothing-inside-can-change-what-is-shown': 'WARN',
  'timestamps-added-later-are-intact': 'WARN',
};

/**
 * The policy of this version. An evidence record or an archive timestamp that is broken proves no time, and does not
 * break a signature that holds without it: it warns. So does code inside the document: the signature holds, and what the
 * law says of such a document is another question.
 *
 * @standard ETSI EN 319 102-1 §5.1.4, §5.5.4, annex A; ETSI TS 119 172-1
 */
export const VALIDATION_POLICY: ValidationPolicy = policy(
  'libro-firma-validation/4',
  LEVELS,
  ALGORITHM_POLICY,
);

function policy(
  version: string,
  levels: ValidationPolicy['levels'],
  algorithms: AlgorithmPolicy,
): ValidationPolicy {
  const content = JSON.stringify({ version, levels, algorithms });
  return {
    version,
    identifier: `urn:libro-firma:policy:${version}`,
    sha256: createHash('sha256').update(content).digest('hex'),
    levels,
    algorithms,
  };
}
