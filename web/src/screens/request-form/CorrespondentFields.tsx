import { Select } from '../../design/Select';
import { TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';
import type { Recipient } from './form-state';

interface CorrespondentFieldsProps {
  readonly value: Omit<Recipient, 'key'>;
  readonly onChange: (part: Partial<Recipient>) => void;
  readonly nameError?: string | undefined;
}

/** Who writes or is written to. */
export function CorrespondentFields({ value, onChange, nameError }: CorrespondentFieldsProps) {
  const say = useTexts();
  const isPerson = value.kind === 'PERSON';
  return (
    <>
      <Select<Recipient['kind']>
        label={say('form.kind')}
        value={value.kind}
        choices={(['PUBLIC_BODY', 'COMPANY', 'PERSON'] as const).map((kind) => ({
          value: kind,
          label: say(`form.kind.${kind}`),
        }))}
        onChoose={(kind) => onChange({ kind })}
      />
      <TextField
        label={say(isPerson ? 'form.givenName' : 'form.name')}
        error={nameError}
        required
        value={value.name}
        maxLength={300}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      {isPerson && (
        <TextField
          label={say('form.familyName')}
          value={value.familyName}
          maxLength={200}
          onChange={(event) => onChange({ familyName: event.target.value })}
        />
      )}
      <TextField
        label={say('form.email')}
        type="email"
        value={value.email}
        maxLength={200}
        onChange={(event) => onChange({ email: event.target.value })}
      />
      <TextField
        label={say(value.kind === 'PUBLIC_BODY' ? 'form.ipaCode' : 'form.taxCode')}
        value={value.code}
        maxLength={16}
        onChange={(event) => onChange({ code: event.target.value })}
      />
    </>
  );
}
