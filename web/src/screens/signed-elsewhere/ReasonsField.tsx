import { TextArea } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';

interface ReasonsFieldProps {
  readonly value: string;
  readonly onChange: (reasons: string) => void;
}

/** TUEL art. 49 c. 4: who signs against an opinion writes down why. */
export function ReasonsField({ value, onChange }: ReasonsFieldProps) {
  const say = useTexts();
  return (
    <TextArea
      label={say('elsewhere.reasons')}
      value={value}
      maxLength={2_000}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
