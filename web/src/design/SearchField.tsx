import { useId, type Ref } from 'react';
import { useTexts } from '../texts/use-texts';
import { Icon } from './Icon';
import { IconButton } from './IconButton';

interface SearchFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
  readonly onEscape?: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

export function SearchField({ label, placeholder, value, onSearch, onEscape, ref }: SearchFieldProps) {
  const say = useTexts();
  const id = useId();
  return (
    <div className="lf-search" role="search">
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <Icon name="it-search" />
      <input
        ref={ref}
        id={id}
        type="text"
        inputMode="search"
        className="form-control lf-input"
        placeholder={placeholder ?? label}
        value={value}
        maxLength={200}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !onEscape) return;
          event.preventDefault();
          event.stopPropagation();
          onEscape();
        }}
      />
      {value && <IconButton icon="it-close" label={say('action.clear')} onClick={() => onSearch('')} />}
    </div>
  );
}
