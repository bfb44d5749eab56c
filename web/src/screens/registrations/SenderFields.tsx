import { useTexts } from '../../texts/use-texts';
import { CorrespondentFields } from '../request-form/CorrespondentFields';
import type { Recipient } from '../request-form/form-state';

interface SenderFieldsProps {
  readonly value: Omit<Recipient, 'key'>;
  readonly error: string | undefined;
  readonly onChange: (sender: Omit<Recipient, 'key'>) => void;
}

export function SenderFields({ value, error, onChange }: SenderFieldsProps) {
  const say = useTexts();
  return (
    <fieldset className="lf-fieldset">
      <legend>{say('incoming.sender')}</legend>
      <div className="lf-form-recipient">
        <CorrespondentFields
          value={value}
          nameError={error}
          onChange={(part) => onChange({ ...value, ...part })}
        />
      </div>
    </fieldset>
  );
}
