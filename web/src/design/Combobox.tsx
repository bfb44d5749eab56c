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

/** A text field with suggestions below: arrows move, Enter chooses, Esc closes. */
export function Combobox(props: ComboboxProps) {
  const {
    label,
    hint,
    error,
    required = false,
    text,
    onText,
    suggestions,
    onChoose,
    ref,
    className = '',
  } = props;
  const say = useTexts();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const choose = (suggestion: Suggestion | undefined) => {
    if (!suggestion) return;
    onChoose(suggestion);
    setOpen(false);
    setActive(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
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
          <ul
            className="lf-suggestions"
            id={`${wiring.id}-list`}
            role="listbox"
            aria-label={label}
            hidden={!open}
          >
            {suggestions.map((suggestion, index) => (
              <li
                key={suggestion.id}
                id={`${wiring.id}-${index}`}
                role="option"
                aria-selected={index === active}
                onMouseDown={(event) => {
                  event.preventDefault();
                  choose(suggestion);
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
        </>
      )}
    </Field>
  );
}
