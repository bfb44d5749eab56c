import type { InputHTMLAttributes, Ref, TextareaHTMLAttributes } from 'react';
import { Field } from './Field';

interface Shared {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly fieldClassName?: string;
}

type TextFieldProps = Shared &
  InputHTMLAttributes<HTMLInputElement> & { readonly ref?: Ref<HTMLInputElement> };

export function TextField(props: TextFieldProps) {
  const { label, hint, error, required = false, fieldClassName = '', ...rest } = props;
  return (
    <Field label={label} hint={hint} error={error} required={required} className={fieldClassName}>
      {(wiring) => <input type="text" className="form-control lf-input" {...rest} {...wiring} />}
    </Field>
  );
}

type TextAreaProps = Shared &
  TextareaHTMLAttributes<HTMLTextAreaElement> & { readonly ref?: Ref<HTMLTextAreaElement> };

export function TextArea(props: TextAreaProps) {
  const { label, hint, error, required = false, fieldClassName = '', ...rest } = props;
  return (
    <Field label={label} hint={hint} error={error} required={required} className={fieldClassName}>
      {(wiring) => <textarea rows={3} className="form-control lf-input" {...rest} {...wiring} />}
    </Field>
  );
}
