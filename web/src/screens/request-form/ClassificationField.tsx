import { useQuery } from '@tanstack/react-query';
import { useState, type Ref } from 'react';
import { organisation } from '../../api/endpoints';
import type { ClassificationEntry } from '../../api/types';
import { Combobox } from '../../design/Combobox';
import { useTexts } from '../../texts/use-texts';

interface ClassificationFieldProps {
  readonly value: string;
  readonly onChoose: (code: string) => void;
  readonly error?: string | undefined;
  readonly ref?: Ref<HTMLInputElement>;
}

const SHOWN = 30;

/** A class of the plan, found by code or by words. */
export function ClassificationField({ value, onChoose, error, ref }: ClassificationFieldProps) {
  const say = useTexts();
  const { data } = useQuery({
    queryKey: ['classification'],
    queryFn: organisation.classification,
    staleTime: Infinity,
  });
  const [typed, setTyped] = useState<string | null>(null);
  const entries = data?.items ?? [];
  const chosen = entries.find((entry) => entry.code === value);
  const text = typed ?? (chosen ? labelOf(chosen) : value);
  const words = typed?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  const matching = entries.filter((entry) =>
    words.every((word) => labelOf(entry).toLowerCase().includes(word)),
  );
  return (
    <Combobox
      {...(ref && { ref })}
      label={say('form.classification')}
      hint={say('form.classificationHint')}
      error={error}
      required
      text={text}
      onText={(next) => {
        setTyped(next);
        if (value) onChoose('');
      }}
      suggestions={matching.slice(0, SHOWN).map((entry) => ({ id: entry.code, label: labelOf(entry) }))}
      onChoose={(suggestion) => {
        onChoose(suggestion.id);
        setTyped(null);
      }}
    />
  );
}

function labelOf(entry: ClassificationEntry): string {
  return `${entry.code} ${entry.title}`;
}
