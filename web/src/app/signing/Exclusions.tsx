import type { BatchItem } from '../../api/types';
import { Notice } from '../../design/Notice';
import { useTexts } from '../../texts/use-texts';

interface ExclusionsProps {
  readonly items: readonly BatchItem[];
  readonly everything: boolean;
}

/** What cannot be signed now, each with its reason. */
export function Exclusions({ items, everything }: ExclusionsProps) {
  const say = useTexts();
  if (items.length === 0) return null;
  return (
    <Notice
      tone={everything ? 'bad' : 'warning'}
      announce
      title={everything ? say('sign.nothing') : say('sign.excluded', { count: items.length })}
    >
      <p>{say(everything ? 'sign.nothingText' : 'sign.excludedText')}</p>
      <ul className="lf-exclusions">
        {items.map((item) => (
          <li key={item.id}>
            <b>{item.subject}</b>
            <span>
              {item.failure?.text ?? say('sign.phase.SKIPPED')} {item.failure?.remedy}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
