import { useId, type ReactNode } from 'react';
import { useTexts } from '../texts/use-texts';
import { Icon } from './Icon';

export interface Wiring {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-required': true | undefined;
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly className?: string;
  readonly children: (wiring: Wiring) => ReactNode;
}

/** Label, hint and error around one control, tied to it for assistive technology. */
export function Field({ label, hint, error, required = false, className = '', children }: FieldProps) {
  const say = useTexts();
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={`lf-field ${error ? 'lf-field-invalid' : ''} ${className}`}>
      <label htmlFor={id}>
        {label}
        {required && (
          <span className="lf-required" title={say('field.required')} aria-hidden="true">
            *
          </span>
        )}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required || undefined,
      })}
      {error && (
        <p className="lf-field-error" id={`${id}-error`}>
          <Icon name="it-error" size="xs" />
          {error}
        </p>
      )}
      {hint && (
        <p className="lf-field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
