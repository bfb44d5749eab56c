import { useState } from 'react';
import { powers } from '../../api/endpoints';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { ErrorNotice } from '../../design/ErrorNotice';
import { TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';

const SHORTEST = 3;

/** Days on which the reader is away; his substitutes act on them. */
export function AbsenceDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useTexts();
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const [error, setError] = useState<unknown>(null);
  const isWhole = reason.trim().length >= SHORTEST && from !== '' && to !== '';
  const submit = async () => {
    try {
      await powers.declareAbsent({ reason: reason.trim(), validFrom: from, validTo: to }, key);
      onClose();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Dialog
      title={say('powers.addAbsence')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('action.cancel')}</Button>
          <Button look="primary" disabled={!isWhole} onClick={() => void submit()}>
            {say('powers.declare')}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorNotice error={error} />}
      <div className="lf-power-fields">
        <TextField
          required
          label={say('powers.reason')}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <TextField
          required
          type="date"
          label={say('powers.fromDay')}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <TextField
          required
          type="date"
          label={say('powers.toDay')}
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
      </div>
    </Dialog>
  );
}
