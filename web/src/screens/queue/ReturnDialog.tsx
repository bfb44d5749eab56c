import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type RefObject } from 'react';
import { tasks } from '../../api/endpoints';
import { useClosingSend } from '../../app/use-closing-send';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { ErrorNotice } from '../../design/ErrorNotice';
import { TextArea } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';

interface ReturnDialogProps {
  /** `mark`: only noted for later; `return`: sent back now. */
  readonly purpose?: 'return' | 'RETURN' | 'QUESTION' | 'NOT_MINE';
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
  const isMark = purpose !== 'return';
  const field = useRef<HTMLTextAreaElement>(null);
  const { reason, setReason, tooShort, busy, error, submit } = useReason(field, onReturn, onClose);
  const suggest = (text: string) => {
    setReason((before) => (before.trim() ? `${before.trim()} ${text}` : text));
    field.current?.focus();
  };
  return (
    <Dialog
      title={say(isMark ? `return.title.${purpose}` : 'return.title')}
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
        <p>{say(isMark ? `return.lead.${purpose}` : 'return.lead', { name: requester })}</p>
      </div>
      {error !== null && <ErrorNotice error={error} />}
      <TextArea
        ref={field}
        data-autofocus
        required
        label={say(purpose === 'QUESTION' ? 'return.question' : 'return.reason')}
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
      {(purpose === 'return' || purpose === 'RETURN') && <FrequentReasons onChoose={suggest} />}
    </Dialog>
  );
}

/** The body's own list: what it counts when it asks why acts come back. */
function FrequentReasons({ onChoose }: { readonly onChoose: (reason: string) => void }) {
  const say = useTexts();
  const reasons = useQuery({
    queryKey: ['return-reasons'],
    queryFn: tasks.returnReasons,
    staleTime: 600_000,
  });
  if (!reasons.data || reasons.data.items.length === 0) return null;
  return (
    <div className="lf-chips" role="group" aria-label={say('return.quick')}>
      {reasons.data.items.map(({ code, text }) => (
        <button key={code} type="button" className="lf-chip" onClick={() => onChoose(text)}>
          {text}
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
  const { busy, error, send } = useClosingSend(onClose);
  const submit = async () => {
    if (reason.trim().length < SHORTEST) {
      setAsked(true);
      field.current?.focus();
      return;
    }
    await send(() => onReturn(reason.trim()));
  };
  const tooShort = asked && reason.trim().length < SHORTEST;
  return { reason, setReason, tooShort, busy, error, submit };
}
