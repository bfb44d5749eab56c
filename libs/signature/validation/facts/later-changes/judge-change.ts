import { isLockedBy, type SignatureRestrictions } from '@libro-firma/pdf';
import { CHANGE_RULES, type Change } from './change-kinds';

/** A change with its judgement. */
export interface JudgedChange {
  readonly change: Change;
  readonly isPermitted: boolean;
  readonly rule: string;
}

const LOCK_RULE = 'ISO 32000-2 §12.8.2.4, table 258';
const NOT_CERTIFIED = 'ISO 32000-2 §12.8.2.2: no certification permits it';
const LEVEL_OF = { ALWAYS: 1, FORMS: 2, ANNOTATIONS: 3, NEVER: 4 } as const;
/** Without a certification: signing and filling in, and nothing else, since nobody permitted more. */
const DEFAULT_LEVEL = 2;

/**
 * Judges one change by what the signatures before it let follow, and names the rule.
 *
 * @standard ISO 32000-2 §12.8.2.2, table 257; §12.8.2.4, table 258
 */
export function judgeChange(change: Change, { level, locks }: SignatureRestrictions): JudgedChange {
  const { needs, rule } = CHANGE_RULES[change.kind];
  const { field } = change;
  // A field that is new no lock can have named.
  const isLockable = field !== undefined && change.isOldField === true && needs !== 'NEVER';
  if (isLockable && locks.some((lock) => isLockedBy(lock, field))) {
    return { change, isPermitted: false, rule: LOCK_RULE };
  }
  const isPermitted = LEVEL_OF[needs] <= (level ?? DEFAULT_LEVEL);
  if (isPermitted || needs === 'NEVER') return { change, isPermitted, rule };
  const broken = level === null ? NOT_CERTIFIED : `ISO 32000-2 §12.8.2.2, table 257, P ${level}`;
  return { change, isPermitted, rule: broken };
}
