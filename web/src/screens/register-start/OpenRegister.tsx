import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { registerStart, type RegisterStartView } from '../../api/register-start';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';

/** The act that closes the old register, and the number at which this one goes on. */
export function OpenRegister({ start }: { readonly start: RegisterStartView }) {
  const say = useTexts();
  const client = useQueryClient();
  const [firstNumber, setFirstNumber] = useState(() => nextNumber(start));
  const [actReference, setActReference] = useState('');
  const [actDate, setActDate] = useState('');
  const [error, setError] = useState<unknown>(null);
  const isWhole = firstNumber !== '' && actReference.trim() !== '' && actDate !== '';
  const open = async (event: SubmitEvent) => {
    event.preventDefault();
    setError(null);
    try {
      await registerStart.open({ firstNumber: Number(firstNumber), actReference, actDate });
      await client.invalidateQueries({ queryKey: ['register-start'] });
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <form className="lf-card lf-start-form" onSubmit={(event) => void open(event)}>
      <h2>{say('start.open')}</h2>
      <p>{say('start.openText')}</p>
      {error !== null && <ErrorNotice error={error} />}
      <div className="lf-start-fields">
        <TextField
          required
          label={say('start.firstNumber')}
          inputMode="numeric"
          value={firstNumber}
          onChange={(event) => setFirstNumber(event.target.value.replace(/\D/g, '').slice(0, 9))}
        />
        <TextField
          required
          label={say('start.act')}
          hint={say('start.actHint')}
          maxLength={500}
          value={actReference}
          onChange={(event) => setActReference(event.target.value)}
        />
        <TextField
          required
          label={say('start.actDate')}
          type="date"
          value={actDate}
          onChange={(event) => setActDate(event.target.value)}
        />
      </div>
      <div>
        <Button look="primary" type="submit" disabled={!isWhole}>
          {say('start.openNow')}
        </Button>
      </div>
    </form>
  );
}

/** The one that follows what was imported of this year. */
function nextNumber({ imports }: RegisterStartView): string {
  const years = imports.find(({ state }) => state === 'SEALED' || state === 'LOADED')?.report?.years;
  const last = years?.find(({ year }) => year === new Date().getFullYear())?.last;
  return last === undefined ? '' : String(last + 1);
}
