import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { organisation } from '../../api/endpoints';
import type { Role } from '../../api/types';
import { useDebounced } from '../../app/use-debounced';
import { Combobox } from '../../design/Combobox';
import { useTexts } from '../../texts/use-texts';
import type { Holder } from './form-state';

interface PersonPickerProps {
  /** The power that is asked for; null: anybody. */
  readonly role: Role | null;
  readonly excluded: readonly string[];
  readonly onPick: (holder: Holder) => void;
}

/** Finds a person with the power that the step asks for. */
export function PersonPicker({ role, excluded, onPick }: PersonPickerProps) {
  const say = useTexts();
  const [text, setText] = useState('');
  const search = useDebounced(text.trim());
  const { data } = useQuery({
    queryKey: ['people', role, search],
    queryFn: ({ signal }) =>
      organisation.people({ ...(role && { role }), ...(search && { search }) }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const suggestions = (data?.items ?? [])
    .filter((person) => !excluded.includes(person.id))
    .slice(0, 20)
    .map((person) => ({ id: person.id, label: person.fullName, detail: person.offices.join(', ') }));
  return (
    <Combobox
      label={say('form.addHolder')}
      text={text}
      onText={setText}
      suggestions={suggestions}
      onChoose={(chosen) => {
        onPick({ id: chosen.id, fullName: chosen.label });
        setText('');
      }}
    />
  );
}
