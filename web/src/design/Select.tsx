import type { Ref, SelectHTMLAttributes } from 'react';
import { Field } from './Field';

export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
}

interface SelectProps<Value extends string> extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value'> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value | '';
  readonly onChoose: (value: Value) => void;
  /** Shown while nothing is chosen. */
  readonly placeholder?: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly fieldClassName?: string;
  readonly ref?: Ref<HTMLSelectElement>;
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const {
    label,
    choices,
    value,
    onChoose,
    placeholder,
    hint,
    error,
    required = false,
    fieldClassName = '',
    ...rest
  } = props;
  return (
    <Field label={label} hint={hint} error={error} required={required} className={fieldClassName}>
      {(wiring) => (
        <select
          className="form-control lf-input lf-select"
          {...rest}
          {...wiring}
          value={value}
          onChange={(event) => onChoose(event.target.value as Value)}
        >
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
