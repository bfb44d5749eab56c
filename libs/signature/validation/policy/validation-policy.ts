import { createHash } from 'node:crypto';
import { ALGORITHM_POLICY, type AlgorithmPolicy } from '@libro-firma/trust';

/** What follows when a check does not pass: the verdict, a warning beside it, or a line that informs. */
export type CheckLevel = 'FAIL' | 'WARN' | 'INFORM';

/** All that a verdict depends on beside the file and what is trusted. */
export interface ValidationPolicy {
  readonly version: string;
  /** URN under which reports name it. */
  readonly identifier: string;
  /** JSON of what decides: version, levels, algorithms. */
  readonly content: string;
  /** SHA-256 of its content, in hexadecimal. */
  readonly sha256: string;
  /** Level of a check by its id; `FAIL` for one that is not named. */
  readonly levels: Readonly<Record<string, CheckLevel>>;
  readonly algorithms: AlgorithmPolicy;
  /** Checks that came after it: who judges by it does not make them. */
  readonly laterChecks: readonly string[];
}

type Decisive = Pick<ValidationPolicy, 'version' | 'levels' | 'algorithms'>;

interface NumberedPolicy extends Pick<ValidationPolicy, 'levels' | 'laterChecks'> {
  readonly number: number;
}

/**
 * Policies that verdicts were given by before the present one, oldest first. None of them is ever changed: verdicts are
 * repeated by them, and their digests stand in reports. In all of them, an evidence record or an archive timestamp that is
 * broken proves no time, and does not break a signature that holds without it: it warns. So does code inside the document:
 * the signature holds, and what the law says of such a document is another question.
 *
 * @standard ETSI EN 319 102-1 §5.1.4, §5.5.4, annex A; ETSI TS 119 172-1
 */
const EARLIER_POLICIES: readonly ValidationPolicy[] = [
  policy({
    number: 1,
    levels: { 'evidence-records-are-intact': 'WARN' },
    laterChecks: [
      'nothing-inside-can-change-what-is-shown',
      'objects-of-the-signature-stand-in-it',
      'signed-attributes-are-in-der',
    ],
  }),
  policy({
    number: 2,
    levels: { 'evidence-records-are-intact': 'WARN', 'timestamps-added-later-are-intact': 'WARN' },
    laterChecks: [
      'nothing-inside-can-change-what-is-shown',
      'objects-of-the-signature-stand-in-it',
      'signed-attributes-are-in-der',
    ],
  }),
  policy({
    number: 3,
    levels: { 'evidence-records-are-intact': 'WARN', 'timestamps-added-later-are-intact': 'WARN' },
    laterChecks: ['nothing-inside-can-change-what-is-shown'],
  }),
];

/** The policy of this build. */
export const VALIDATION_POLICY: ValidationPolicy = policy({
  number: 4,
  levels: {
    'evidence-records-are-intact': 'WARN',
    'nothing-inside-can-change-what-is-shown': 'WARN',
    'timestamps-added-later-are-intact': 'WARN',
  },
  laterChecks: [],
});

/** A policy by its version, as reports name it; undefined for one that this build does not have. */
export function findValidationPolicy(version: string): ValidationPolicy | undefined {
  return [VALIDATION_POLICY, ...EARLIER_POLICIES].find((each) => each.version === version);
}

/** By its content; of the checks that came later nobody knew when the content was first written. */
export function policyOf(content: string, laterChecks: readonly string[]): ValidationPolicy {
  const { version, levels, algorithms } = JSON.parse(content) as Decisive;
  return {
    ...{ version, levels, algorithms, laterChecks, content },
    identifier: `urn:libro-firma:policy:${version}`,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}

function policy({ number, levels, laterChecks }: NumberedPolicy): ValidationPolicy {
  const decisive: Decisive = {
    version: `libro-firma-validation/${number}`,
    levels,
    algorithms: ALGORITHM_POLICY,
  };
  return policyOf(JSON.stringify(decisive), laterChecks);
}
