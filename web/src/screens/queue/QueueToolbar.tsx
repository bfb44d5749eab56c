import type { Ref } from 'react';
import type { QueueItem } from '../../api/types';
import { ChipGroup } from '../../design/ChipGroup';
import { SearchField } from '../../design/SearchField';
import { useTexts } from '../../texts/use-texts';
import { shownIn, VIEWS, type View } from './queue-filter';
import type { Selection } from './use-selection';
import { isSelectable } from './queue-filter';

interface QueueToolbarProps {
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly onLeaveSearch: () => void;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly items: readonly QueueItem[];
  readonly shown: readonly QueueItem[];
  readonly selection: Selection;
}

/** Above the rows: filter, views, "all", and what is ticked. */
export function QueueToolbar(props: QueueToolbarProps) {
  const { search, onSearch, onLeaveSearch, searchRef, view, onView, items, shown, selection } = props;
  const say = useTexts();
  const chips = VIEWS.map((id) => ({
    id,
    label: say(`queue.chip.${id}`),
    count: shownIn(id, items).length,
  })).filter((chip) => chip.id === 'all' || chip.id === view || chip.count > 0);
  const selectable = shown.filter(isSelectable);
  const picked = selectable.filter((item) => selection.ids.has(item.taskId)).length;
  const all = selectable.length > 0 && picked === selectable.length;
  const hidden = selection.ids.size - picked;
  return (
    <div className="lf-queue-toolbar">
      <SearchField
        ref={searchRef}
        label={say('queue.filterLabel')}
        placeholder={say('queue.filter')}
        value={search}
        onSearch={onSearch}
        onEscape={onLeaveSearch}
      />
      {chips.length > 1 && (
        <ChipGroup label={say('queue.chips')} chips={chips} current={view} onChoose={onView} />
      )}
      <div className="lf-queue-select">
        <label>
          <input
            type="checkbox"
            checked={all}
            disabled={selectable.length === 0}
            ref={(box) => {
              if (box) box.indeterminate = picked > 0 && !all;
            }}
            onChange={() => (all ? selection.clear() : selection.add(shown))}
          />
          {say('queue.selectAll', { count: selectable.length })}
        </label>
        <span role="status">
          {selection.ids.size > 0 && say('queue.selected', { count: selection.ids.size })}
          {hidden > 0 && `, ${say('queue.hidden', { count: hidden })}`}
        </span>
      </div>
    </div>
  );
}
