import { diffWords } from 'diff';

/** A piece of text that both have, or one of them alone. */
export interface TextChange {
  readonly kind: 'SAME' | 'ADDED' | 'REMOVED';
  readonly text: string;
}

const LONGEST_MS = 5_000;
const MOST_CHANGES = 20_000;
/** Of what is the same, this much is left on each side of a change. */
const CONTEXT = 160;

/**
 * What the second says that the first does not, and the other way round, word by word; how lines are broken is no change.
 * Null when they differ so much that a comparison says nothing.
 */
export function compareTexts(before: string, after: string): readonly TextChange[] | null {
  const found = diffWords(before, after, { timeout: LONGEST_MS, maxEditLength: MOST_CHANGES }) as
    readonly { readonly value: string; readonly added: boolean; readonly removed: boolean }[] | undefined;
  if (!found) return null;
  return found.map(({ value, added, removed }, index) => {
    const kind = added ? 'ADDED' : removed ? 'REMOVED' : 'SAME';
    const text = kind === 'SAME' ? shortened(value, index > 0, index < found.length - 1) : value;
    return { kind, text };
  });
}

/** The middle of a long piece that did not change is left out. */
function shortened(text: string, keepsStart: boolean, keepsEnd: boolean): string {
  const room = (keepsStart ? CONTEXT : 0) + (keepsEnd ? CONTEXT : 0);
  if (text.length <= room + CONTEXT) return text;
  const start = keepsStart ? text.slice(0, CONTEXT) : '';
  const end = keepsEnd ? text.slice(-CONTEXT) : '';
  return `${start} […] ${end}`.trim();
}
