import { memo } from 'react';
import type { QueueItem } from '../../api/types';
import { Badge } from '../../design/Badge';
import { Icon } from '../../design/Icon';
import { useTexts } from '../../texts/use-texts';
import { DueBadge } from './DueBadge';
import { isSelectable } from './queue-filter';

interface QueueRowProps {
  readonly item: QueueItem;
  readonly active: boolean;
  readonly selected: boolean;
  readonly onActivate: (item: QueueItem) => void;
  readonly onToggle: (item: QueueItem) => void;
}

/** One document of the queue; drawn again only when something of its own changes. */
export const QueueRow = memo(function QueueRow(props: QueueRowProps) {
  const { item, active, selected, onActivate, onToggle } = props;
  const say = useTexts();
  return (
    <li className="lf-row" data-row={item.taskId} data-mark={item.state} data-active={active}>
      <span className="lf-row-tick">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={selected}
          disabled={!isSelectable(item)}
          aria-label={say('queue.select', { subject: item.subject })}
          onChange={() => onToggle(item)}
        />
      </span>
      <button
        type="button"
        className="lf-row-open"
        tabIndex={active ? 0 : -1}
        aria-current={active ? 'true' : undefined}
        onClick={() => onActivate(item)}
      >
        <span className="lf-row-subject">{item.subject}</span>
        <span className="lf-row-meta">
          <span>{item.office}</span>
          <span>{item.requester}</span>
          {item.main.pageCount !== null && (
            <span>{say('file.pagesShort', { count: item.main.pageCount })}</span>
          )}
          {item.annexCount > 0 && (
            <span className="lf-row-annexes">
              <Icon name="it-clip" size="xs" />
              {item.annexCount}
              <span className="visually-hidden">{say('queue.annexes', { count: item.annexCount })}</span>
            </span>
          )}
        </span>
        <RowBadges item={item} />
      </button>
      <span className="lf-row-due">{item.dueOn && <DueBadge date={item.dueOn} />}</span>
    </li>
  );
});

const MARKS = {
  MARKED_SIGN: { tone: 'good', icon: 'it-check' },
  MARKED_RETURN: { tone: 'warning', icon: 'it-restore' },
  MARKED_QUESTION: { tone: 'warning', icon: 'it-help-circle' },
  MARKED_NOT_MINE: { tone: 'neutral', icon: 'it-user' },
} as const;

function MarkBadge({ state }: { readonly state: QueueItem['state'] }) {
  const say = useTexts();
  if (state === 'DECIDED') return <Badge tone="good">{say('queue.decided')}</Badge>;
  if (!isMark(state)) return null;
  const { tone, icon } = MARKS[state];
  return (
    <Badge tone={tone} icon={icon}>
      {say(`queue.marked.${state}`)}
    </Badge>
  );
}

function isMark(state: QueueItem['state']): state is keyof typeof MARKS {
  return state in MARKS;
}

/** True when a row has nothing to say beside its subject. */
function isPlain(item: QueueItem): boolean {
  const isAsIs = item.state === 'PENDING' || item.state === 'HELD';
  const isBare = !item.urgent && !item.blocked && !item.capacity && !item.heldBy;
  return isAsIs && isBare && item.endorsedBy.length === 0;
}

function RowBadges({ item }: { readonly item: QueueItem }) {
  const say = useTexts();
  if (isPlain(item)) return null;
  return (
    <span className="lf-row-badges">
      {item.urgent && (
        <Badge tone="bad" icon="it-flag">
          {say('queue.urgent')}
        </Badge>
      )}
      <MarkBadge state={item.state} />
      {item.capacity && (
        <Badge tone="info" icon="it-user">
          {item.capacity}
        </Badge>
      )}
      {item.heldBy && <Badge tone="neutral">{say('queue.heldBy', { name: item.heldBy })}</Badge>}
      {item.state === 'SIGNING' && <Badge tone="info">{say('queue.signing')}</Badge>}
      {item.blocked && (
        <Badge tone="warning" icon="it-lock" title={item.blocked.text}>
          {item.blocked.text}
        </Badge>
      )}
      {item.endorsedBy.length > 0 && (
        <span className="lf-row-endorsed">
          {say('queue.endorsedBy', { names: item.endorsedBy.join(', ') })}
        </span>
      )}
    </span>
  );
}
