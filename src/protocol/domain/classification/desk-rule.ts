import { foldName } from '../correspondents/correspondent-key';

/** What rules and proposals look at. */
export interface RuledDocument {
  readonly documentType: string | null;
  readonly means: string | null;
  readonly mailbox: string | null;
  readonly classificationCode: string | null;
  readonly subject: string;
}

export interface RuleConditions {
  readonly documentType: string | null;
  readonly means: string | null;
  readonly mailbox: string | null;
  readonly classificationCode: string | null;
  readonly words: string | null;
}

/** True when the document has all that the rule asks; a rule that asks nothing matches everything. */
export function matches(rule: RuleConditions, document: RuledDocument): boolean {
  const equal = (wanted: string | null, had: string | null) =>
    wanted === null || (had !== null && foldName(wanted) === foldName(had));
  return (
    equal(rule.documentType, document.documentType) &&
    (rule.means === null || rule.means === document.means) &&
    (rule.mailbox === null || rule.mailbox.toLowerCase() === document.mailbox?.toLowerCase()) &&
    (rule.classificationCode === null || isUnder(document.classificationCode, rule.classificationCode)) &&
    hasWords(document.subject, rule.words)
  );
}

/** A class is also under its title: a rule on `6` takes `6.3`. */
function isUnder(code: string | null, wanted: string): boolean {
  return code !== null && (code === wanted || code.startsWith(`${wanted}.`));
}

function hasWords(subject: string, wanted: string | null): boolean {
  if (wanted === null) return true;
  const words = new Set(foldName(subject).split(' '));
  return foldName(wanted)
    .split(' ')
    .every((word) => words.has(word));
}
