import type { Mark } from '../../api/endpoints';
import type { QueueItem, StepKind } from '../../api/types';
import { Button } from '../../design/Button';
import { IconButton } from '../../design/IconButton';
import { useTexts } from '../../texts/use-texts';
import { isSelectable } from './queue-filter';

interface ActionBarProps {
  readonly kind: StepKind;
  readonly item: QueueItem;
  readonly position: number;
  readonly count: number;
  readonly selected: number;
  readonly busy: boolean;
  readonly onSign: () => void;
  readonly onEndorse: () => void;
  readonly onReturn: () => void;
  readonly onMark: (mark: Mark) => void;
  /** How many are marked, and what does them all at once. */
  readonly marked: number;
  readonly onExecute: () => void;
  readonly onMove: (step: number) => void;
}

/** The decisions. The main one always says on how many documents it acts. */
export function ActionBar(props: ActionBarProps) {
  const { kind, item, position, count, selected, busy, onSign, onEndorse, onReturn, onMark, onMove } = props;
  const say = useTexts();
  const canAct = selected > 0 || isSelectable(item);
  const isSign = kind === 'SIGN';
  return (
    <div className="lf-actions">
      {isSign ? (
        <Button look="primary" icon="it-pencil" shortcut="F" disabled={!canAct} onClick={onSign}>
          {selected > 0 ? say('queue.signSelected', { count: selected }) : say('queue.sign', { count: 1 })}
        </Button>
      ) : (
        <Button
          look="primary"
          icon="it-check"
          shortcut="V"
          busy={busy}
          disabled={!canAct || busy}
          onClick={onEndorse}
        >
          {selected > 0 ? say('queue.endorseSelected', { count: selected }) : say('queue.endorse')}
        </Button>
      )}
      <Button look="danger" icon="it-restore" shortcut="R" disabled={!isSelectable(item)} onClick={onReturn}>
        {say('queue.return')}
      </Button>
      <Marks isSign={isSign} item={item} onMark={onMark} />
      {props.marked > 0 && (
        <Button size="small" icon="it-check" shortcut="E" onClick={props.onExecute}>
          {say('queue.execute', { count: props.marked })}
        </Button>
      )}
      <Place position={position} count={count} onMove={onMove} />
    </div>
  );
}

interface MarksProps {
  readonly isSign: boolean;
  readonly item: QueueItem;
  readonly onMark: (mark: Mark) => void;
}

/** What the reader intends, without effect until all of it is done at once. */
function Marks({ isSign, item, onMark }: MarksProps) {
  const say = useTexts();
  return (
    <span className="lf-actions-marks">
      {isSign && (
        <MarkButton
          text={say('queue.markSign')}
          icon="it-bookmark"
          shortcut="S"
          pressed={item.state === 'MARKED_SIGN'}
          disabled={!isSelectable(item)}
          onClick={() => onMark('SIGN')}
        />
      )}
      <MarkButton
        text={say('queue.markReturn')}
        icon="it-flag"
        shortcut="D"
        pressed={item.state === 'MARKED_RETURN'}
        disabled={!isSelectable(item)}
        onClick={() => onMark('RETURN')}
      />
      <MarkButton
        text={say('queue.markQuestion')}
        icon="it-help-circle"
        shortcut="Q"
        pressed={item.state === 'MARKED_QUESTION'}
        disabled={!isSelectable(item)}
        onClick={() => onMark('QUESTION')}
      />
      <MarkButton
        text={say('queue.markNotMine')}
        icon="it-user"
        shortcut="N"
        pressed={item.state === 'MARKED_NOT_MINE'}
        disabled={!isSelectable(item)}
        onClick={() => onMark('NOT_MINE')}
      />
    </span>
  );
}

function Place({ position, count, onMove }: Pick<ActionBarProps, 'position' | 'count' | 'onMove'>) {
  const say = useTexts();
  return (
    <span className="lf-actions-place">
      <IconButton
        icon="it-chevron-left"
        label={say('queue.previous')}
        disabled={position <= 1}
        onClick={() => onMove(-1)}
      />
      <span className="lf-number">{say('queue.position', { number: position, count })}</span>
      <IconButton
        icon="it-chevron-right"
        label={say('queue.next')}
        disabled={position >= count}
        onClick={() => onMove(1)}
      />
    </span>
  );
}

interface MarkButtonProps {
  readonly text: string;
  readonly icon: `it-${string}`;
  readonly shortcut: string;
  readonly pressed: boolean;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function MarkButton({ text, icon, shortcut, pressed, disabled, onClick }: MarkButtonProps) {
  return (
    <IconButton
      icon={icon}
      label={`${text} (${shortcut})`}
      aria-keyshortcuts={shortcut}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    />
  );
}
