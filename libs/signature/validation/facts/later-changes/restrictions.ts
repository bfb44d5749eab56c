import {
  certificationLevel,
  docMdpLevelOf,
  formFields,
  decodeText,
  integerOf,
  nameOf,
  type PdfDictionary,
  type PdfDocument,
} from '@libro-firma/pdf';
import { CHANGE_RULES, type Change } from './change-kinds';

/** Fields that a signature locks (ISO 32000-2 §12.8.2.4, table 258; the field's own /Lock, table 236). */
interface Lock {
  readonly action: 'All' | 'Include' | 'Exclude';
  readonly fields: readonly string[];
}

/** What the signatures of one revision let follow. */
export interface Restrictions {
  /** Certification level in force, the strictest of all; null where nobody set one. */
  readonly level: 1 | 2 | 3 | null;
  readonly locks: readonly Lock[];
}

/**
 * The restrictions that the signatures of a revision set: certification, locks of fields, and the levels that locks
 * bring with them.
 *
 * @throws PdfRefused
 * @standard ISO 32000-2 §12.8.2.2, §12.8.2.4, §12.7.5.5
 */
export function restrictionsOf(document: PdfDocument): Restrictions {
  const levels: (1 | 2 | 3)[] = [];
  const locks: Lock[] = [];
  const certified = certificationLevel(document);
  if (certified !== null) levels.push(certified);
  for (const field of formFields(document)) {
    const value = field.type === 'Sig' ? document.resolve(field.value) : undefined;
    if (value?.kind !== 'dictionary') continue;
    const own = docMdpLevelOf(document, value);
    if (own !== null) levels.push(own);
    const lock = document.get(field.dictionary, 'Lock');
    for (const parameters of [...fieldTransforms(document, value), lock]) {
      if (parameters.kind !== 'dictionary') continue;
      locks.push(lockOf(document, parameters));
      const level = integerOf(document.get(parameters, 'P'));
      if (level === 1 || level === 2 || level === 3) levels.push(level);
    }
  }
  const [strictest] = levels.sort();
  return { level: strictest ?? null, locks };
}

function fieldTransforms(document: PdfDocument, signature: PdfDictionary): readonly PdfDictionary[] {
  const references = document.get(signature, 'Reference');
  if (references.kind !== 'array') return [];
  return references.items.flatMap((item) => {
    const reference = document.resolve(item);
    if (reference.kind !== 'dictionary') return [];
    if (nameOf(document.get(reference, 'TransformMethod')) !== 'FieldMDP') return [];
    const parameters = document.get(reference, 'TransformParams');
    return parameters.kind === 'dictionary' ? [parameters] : [];
  });
}

/** A lock that cannot be read locks everything: its signer meant to forbid something. */
function lockOf(document: PdfDocument, parameters: PdfDictionary): Lock {
  const action = nameOf(document.get(parameters, 'Action'));
  if (action !== 'Include' && action !== 'Exclude') return { action: 'All', fields: [] };
  const list = document.get(parameters, 'Fields');
  const items = list.kind === 'array' ? list.items : [];
  return { action, fields: items.flatMap((item) => decodeText(document.resolve(item)) ?? []) };
}

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

/** Judges one change by what the signatures before it let follow, and names the rule. */
export function judgeChange(change: Change, { level, locks }: Restrictions): JudgedChange {
  const { needs, rule } = CHANGE_RULES[change.kind];
  if (needs !== 'NEVER' && locks.some((lock) => isLocked(lock, change))) {
    return { change, isPermitted: false, rule: LOCK_RULE };
  }
  const isPermitted = LEVEL_OF[needs] <= (level ?? DEFAULT_LEVEL);
  if (isPermitted || needs === 'NEVER') return { change, isPermitted, rule };
  const broken = level === null ? NOT_CERTIFIED : `ISO 32000-2 §12.8.2.2, table 257, P ${level}`;
  return { change, isPermitted, rule: broken };
}

/** A lock names a field or one above it (ISO 32000-1 §12.7.3.2); one that is new no lock can have named. */
function isLocked({ action, fields }: Lock, change: Change): boolean {
  const { field } = change;
  if (field === undefined || change.isOldField !== true) return false;
  if (action === 'All') return true;
  const isNamed = fields.some((name) => field === name || field.startsWith(`${name}.`));
  return action === 'Include' ? isNamed : !isNamed;
}
