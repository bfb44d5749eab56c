import { useRef, useState, type RefObject } from 'react';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { ErrorNotice } from '../../design/ErrorNotice';
import { TextArea } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';

interface ReturnDialogProps {
  /** `mark`: only noted for later; `return`: sent back now. */
  readonly purpose?: 'return' | 'mark';
  readonly subject: string;
  readonly requester: string;
  readonly onReturn: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

const SHORTEST = 3;

/** Sends a document back, with a reason that others will read. */
export function ReturnDialog({
  purpose = 'return',
  subject,
  requester,
  onReturn,
  onClose,
}: ReturnDialogProps) {
  const say = useTexts();
  const isMark = purpose === 'mark';
  const field = useRef<HTMLTextAreaElement>(null);
  const { reason, setReason, tooShort, busy, error, submit } = useReason(field, onReturn, onClose);
  const suggest = (text: string) => {
    setReason((before) => (before.trim() ? `${before.trim()} ${text}` : text));
    field.current?.focus();
  };
  return (
    <Dialog
      title={say(isMark ? 'return.markTitle' : 'return.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('action.cancel')}</Button>
          <Button look="danger" icon="it-restore" busy={busy} onClick={() => void submit()}>
            {say(isMark ? 'return.markSubmit' : 'return.submit')}
          </Button>
        </>
      }
    >
      <div>
        <p>
          <b>{subject}</b>
        </p>
        <p>{say(isMark ? 'return.markLead' : 'return.lead', { name: requester })}</p>
      </div>
      {error !== null && <ErrorNotice error={error} />}
      <TextArea
        ref={field}
        data-autofocus
        required
        label={say('return.reason')}
        hint={say('return.reasonHint')}
        error={tooShort ? say('return.tooShort') : undefined}
        maxLength={2000}
        rows={4}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
        }}
      />
      <FrequentReasons onChoose={suggest} />
    </Dialog>
  );
}

function FrequentReasons({ onChoose }: { readonly onChoose: (reason: string) => void }) {
  const say = useTexts();
  return (
    <div className="lf-chips" role="group" aria-label={say('return.quick')}>
      {(['return.quick1', 'return.quick2', 'return.quick3'] as const).map((id) => (
        <button key={id} type="button" className="lf-chip" onClick={() => onChoose(say(id))}>
          {say(id)}
        </button>
      ))}
    </div>
  );
}

function useReason(
  field: RefObject<HTMLTextAreaElement | null>,
  onReturn: (reason: string) => Promise<void>,
  onClose: () => void,
) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async () => {
    if (reason.trim().length < SHORTEST) {
      setAsked(true);
      field.current?.focus();
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await onReturn(reason.trim());
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const tooShort = asked && reason.trim().length < SHORTEST;
  return { reason, setReason, tooShort, busy, error, submit };
}
