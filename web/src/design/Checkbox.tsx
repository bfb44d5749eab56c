import { useId, type InputHTMLAttributes } from 'react';

interface CheckboxProps extends Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'onChange' | 'onToggle' | 'type'
> {
  readonly label: string;
  readonly hint?: string;
  readonly onToggle: (checked: boolean) => void;
}

export function Checkbox({ label, hint, onToggle, ...rest }: CheckboxProps) {
  const id = useId();
  return (
    <div className="lf-checkbox">
      <input
        {...rest}
        id={id}
        type="checkbox"
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onToggle(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="lf-field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
