import { useState } from 'react';
import { useClosingSend } from '../../app/use-closing-send';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { ErrorNotice } from '../../design/ErrorNotice';
import { TextArea } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';

interface ReasonDialogProps {
  readonly title: string;
  readonly lead: string;
  readonly submit: string;
  readonly onSubmit: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** A move that needs a reason: the reason is asked before, never guessed after. */
export function ReasonDialog({ title, lead, submit, onSubmit, onClose }: ReasonDialogProps) {
  const say = useTexts();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const { busy, error, send } = useClosingSend(onClose);
  const tooShort = reason.trim().length < 3;
  const ask = async () => {
    setAsked(true);
    if (!tooShort) await send(() => onSubmit(reason.trim()));
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('action.back')}</Button>
          <Button look="danger" busy={busy} onClick={() => void ask()}>
            {submit}
          </Button>
        </>
      }
    >
      <p>{lead}</p>
      {error !== null && <ErrorNotice error={error} />}
      <TextArea
        data-autofocus
        required
        label={say('request.reason')}
        error={asked && tooShort ? say('return.tooShort') : undefined}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  );
}
