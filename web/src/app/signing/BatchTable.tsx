import { useState } from 'react';
import { Link } from 'react-router';
import type { BatchItem } from '../../api/types';
import { Badge, type Tone } from '../../design/Badge';
import { Button } from '../../design/Button';
import { useTexts, type TextId } from '../../texts/use-texts';
import { byUrgency, isLeftOut } from './batch-progress';
import { useSigning } from './signing-context';

const FIRST = 50;

/** One row a document, errors first. */
export function BatchTable({ items }: { readonly items: readonly BatchItem[] }) {
  const say = useTexts();
  const { hide } = useSigning();
  const [all, setAll] = useState(false);
  const sorted = byUrgency(items);
  const shown = all ? sorted : sorted.slice(0, FIRST);
  return (
    <div className="lf-batch-items">
      <ul aria-label={say('sign.table')}>
        {shown.map((item) => (
          <li key={item.id} className={isLeftOut(item) ? 'lf-batch-failed' : ''}>
            <div>
              <Link to={`/requests/${item.requestId}`} onClick={hide}>
                {item.subject}
              </Link>
              {item.waitsFor && <p>{item.waitsFor}</p>}
              {item.failure && (
                <p>
                  {item.failure.text} {item.failure.remedy}
                </p>
              )}
            </div>
            {item.registrationNumber && (
              <span className="lf-number lf-nowrap" title={say('sign.number')}>
                n. {item.registrationNumber}
              </span>
            )}
            <Badge tone={toneOf(item)}>{say(textOf(item))}</Badge>
          </li>
        ))}
      </ul>
      {shown.length < sorted.length && (
        <Button size="small" onClick={() => setAll(true)}>
          {say('sign.showAll', { count: sorted.length })}
        </Button>
      )}
    </div>
  );
}

function textOf(item: BatchItem): TextId {
  if (item.requestState === 'ARCHIVED') return 'sign.phase.ARCHIVED';
  if (item.registrationNumber) return 'sign.phase.NUMBERED';
  return `sign.phase.${item.phase}`;
}

function toneOf(item: BatchItem): Tone {
  if (isLeftOut(item)) return 'bad';
  if (item.state === 'OK') return 'good';
  if (item.phase === 'PENDING') return 'warning';
  return item.phase === 'VALUE_STORED' ? 'info' : 'neutral';
}
