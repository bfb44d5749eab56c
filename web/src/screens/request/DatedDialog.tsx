import { useState } from 'react';
import { FormDialog } from '../../app/FormDialog';
import { useClosingSend } from '../../app/use-closing-send';
import { TextArea, TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';

const SHORTEST = 3;

interface DatedDialogProps {
  readonly title: string;
  readonly lead: string;
  readonly dayLabel: string;
  readonly submit: string;
  readonly onSubmit: (day: string, reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** A move that needs a day and a reason. */
export function DatedDialog({ title, lead, dayLabel, submit, onSubmit, onClose }: DatedDialogProps) {
  const say = useTexts();
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const { busy, error, send } = useClosingSend(onClose);
  const isWhole = day !== '' && reason.trim().length >= SHORTEST;
  return (
    <FormDialog
      title={title}
      lead={lead}
      submit={submit}
      isWhole={isWhole}
      busy={busy}
      error={error}
      onSubmit={() => void send(() => onSubmit(day, reason.trim()))}
      onClose={onClose}
    >
      <TextField
        data-autofocus
        required
        type="date"
        label={dayLabel}
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      <TextArea
        required
        label={say('request.reason')}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
