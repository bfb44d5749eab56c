import type { KeyboardEvent, RefObject } from 'react';
import type { StepKind } from '../../api/types';
import { Icon } from '../../design/Icon';
import { EmptyState } from '../../design/EmptyState';
import { useTexts } from '../../texts/use-texts';
import { ActionBar } from './ActionBar';
import { QueuePreview } from './QueuePreview';
import type { QueueDesk } from './use-queue-desk';
import type { Reading } from './use-reading';

interface DocumentPaneProps {
  readonly kind: StepKind;
  readonly desk: QueueDesk;
  readonly reading: Reading;
  readonly pages: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** On a phone: back to the list. */
  readonly onBack: (() => void) | undefined;
}

export function DocumentPane({ kind, desk, reading, pages, onKeyDown, onBack }: DocumentPaneProps) {
  const say = useTexts();
  const { active, shown, selection } = desk;
  const isEmpty = desk.query.isSuccess && desk.items.length === 0 && desk.search === '';
  if (isEmpty) return null;
  return (
    <section className="lf-queue-document" aria-label={say('queue.preview')} onKeyDown={onKeyDown}>
      {onBack && (
        <button type="button" className="lf-queue-back" onClick={onBack}>
          <Icon name="it-arrow-left" />
          {say('queue.backToList')}
        </button>
      )}
      {active.item ? (
        <QueuePreview
          item={active.item}
          reading={reading}
          scrollRef={pages}
          actions={
            <ActionBar
              kind={kind}
              item={active.item}
              position={active.index + 1}
              count={shown.length}
              selected={onBack ? 0 : selection.ids.size}
              busy={desk.decisions.endorsing}
              onSign={desk.sign}
              onEndorse={desk.endorse}
              onReturn={desk.giveBack}
              onMark={desk.mark}
              marked={desk.marked}
              onExecute={desk.executeMarks}
              onMove={active.move}
            />
          }
        />
      ) : (
        !desk.query.isPending && <EmptyState icon="it-file-signed" title={say('queue.choose')} />
      )}
    </section>
  );
}
