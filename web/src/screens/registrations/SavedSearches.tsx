import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/client';
import { type SavedSearch, savedSearches } from '../../api/desks';
import { FormDialog } from '../../app/FormDialog';
import { useAction } from '../../app/use-action';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { IconButton } from '../../design/IconButton';
import { TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';
import type { Filters } from './RegisterFilters';

const KEY = ['saved-searches'];
const NUMBERS = ['year', 'number'];

interface SavedSearchesProps {
  readonly filters: Filters;
  readonly onRun: (filters: Partial<Filters>) => void;
}

/** Searches that this person keeps: run again with one key, saved from what is searched now, thrown away. */
export function SavedSearches({ filters, onRun }: SavedSearchesProps) {
  const say = useTexts();
  const query = useQuery({ queryKey: KEY, queryFn: savedSearches.list });
  const [isSaving, setIsSaving] = useState(false);
  const { error, run } = useAction(KEY);
  const items = query.data?.items ?? [];
  const isFiltered = Object.values(filters).some((value) => value !== '');
  if (items.length === 0 && !isFiltered) return null;
  return (
    <div className="lf-saved-searches" role="group" aria-label={say('saved.title')}>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <Button size="small" icon="it-search" onClick={() => onRun(filtersOf(item))}>
              {item.name}
            </Button>
            <IconButton
              icon="it-delete"
              label={say('saved.remove', { name: item.name })}
              onClick={() => void run(() => savedSearches.remove(item.id))}
            />
          </li>
        ))}
      </ul>
      {isFiltered && (
        <Button size="small" look="plain" icon="it-star-outline" onClick={() => setIsSaving(true)}>
          {say('saved.save')}
        </Button>
      )}
      {error !== null && <ErrorNotice error={error} />}
      {isSaving && <SaveDialog filters={filters} onClose={() => setIsSaving(false)} />}
    </div>
  );
}

function SaveDialog({ filters, onClose }: { readonly filters: Filters; readonly onClose: () => void }) {
  const say = useTexts();
  const [name, setName] = useState('');
  const { busy, error, run } = useAction(KEY);
  const save = async () => {
    const done = await run(() => savedSearches.save(name.trim(), filterOf(filters), newKey()));
    if (done) onClose();
  };
  return (
    <FormDialog
      title={say('saved.save')}
      submit={say('saved.saveNow')}
      isWhole={name.trim() !== ''}
      busy={busy}
      error={error}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <TextField
        data-autofocus
        required
        label={say('saved.name')}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  );
}

/** What is empty is not kept; year and number are numbers to the service. */
function filterOf(filters: Filters): SavedSearch['filter'] {
  const stated = Object.entries(filters).filter(([, value]) => value !== '');
  return Object.fromEntries(
    stated.map(([field, value]) => [field, NUMBERS.includes(field) ? Number(value) : value]),
  );
}

function filtersOf({ filter }: SavedSearch): Partial<Filters> {
  return Object.fromEntries(Object.entries(filter).map(([field, value]) => [field, String(value)]));
}
