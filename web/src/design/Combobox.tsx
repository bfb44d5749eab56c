import { useState, type KeyboardEvent, type Ref } from 'react';
import { useTexts } from '../texts/use-texts';
import { Field } from './Field';

export interface Suggestion {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
}

interface ComboboxProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly suggestions: readonly Suggestion[];
  readonly onChoose: (suggestion: Suggestion) => void;
  readonly ref?: Ref<HTMLInputElement>;
  readonly className?: string;
}

const MOVES: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** A text field with suggestions below: arrows move, Enter chooses, Esc closes. */
export function Combobox(props: ComboboxProps) {
  const { label, hint, error, required = false, text, onText, suggestions, ref, className = '' } = props;
  const { open, active, setOpen, setActive, choose, onKeyDown } = useSuggestions(props);
  return (
    <Field label={label} hint={hint} error={error} required={required} className={`lf-combobox ${className}`}>
      {(wiring) => (
        <>
          <input
            {...wiring}
            ref={ref}
            type="text"
            className="form-control lf-input"
            role="combobox"
            autoComplete="off"
            aria-expanded={open}
            aria-controls={`${wiring.id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={open && suggestions[active] ? `${wiring.id}-${active}` : undefined}
            value={text}
            onChange={(event) => {
              onText(event.target.value);
              setOpen(true);
              setActive(0);
            }}
            onFocus={() => setOpen(true)}
            onBlur={() => setOpen(false)}
            onKeyDown={onKeyDown}
          />
          <Suggestions
            id={wiring.id}
            label={label}
            open={open}
            active={active}
            suggestions={suggestions}
            onChoose={choose}
          />
        </>
      )}
    </Field>
  );
}

function useSuggestions({ suggestions, onChoose }: Pick<ComboboxProps, 'suggestions' | 'onChoose'>) {
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const choose = (suggestion: Suggestion | undefined) => {
    if (!suggestion) return;
    onChoose(suggestion);
    setOpen(false);
    setActive(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (move !== undefined) {
      event.preventDefault();
      setOpen(true);
      if (open) setActive((active + move + suggestions.length) % Math.max(1, suggestions.length));
    } else if (event.key === 'Enter' && open && !event.ctrlKey) {
      event.preventDefault();
      choose(suggestions[active]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };
  return { open, active, setOpen, setActive, choose, onKeyDown };
}

interface SuggestionsProps {
  readonly id: string;
  readonly label: string;
  readonly open: boolean;
  readonly active: number;
  readonly suggestions: readonly Suggestion[];
  readonly onChoose: (suggestion: Suggestion) => void;
}

function Suggestions({ id, label, open, active, suggestions, onChoose }: SuggestionsProps) {
  const say = useTexts();
  return (
    <ul className="lf-suggestions" id={`${id}-list`} role="listbox" aria-label={label} hidden={!open}>
      {suggestions.map((suggestion, index) => (
        <li
          key={suggestion.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(suggestion);
          }}
        >
          <span>{suggestion.label}</span>
          {suggestion.detail && <small>{suggestion.detail}</small>}
        </li>
      ))}
      {suggestions.length === 0 && (
        <li role="option" aria-selected="false" aria-disabled="true">
          {say('list.noMatch')}
        </li>
      )}
    </ul>
  );
}
