import type { ReactNode } from 'react';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { ErrorNotice } from '../design/ErrorNotice';
import { useTexts } from '../texts/use-texts';

interface FormDialogProps {
  readonly title: string;
  readonly lead?: string;
  readonly submit: string;
  /** False while something that is asked for is missing. */
  readonly isWhole: boolean;
  readonly busy: boolean;
  /** Why it was refused; null while it was not. */
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A few fields that are sent together, or given up. */
export function FormDialog(props: FormDialogProps) {
  const { title, lead, submit, isWhole, busy, error, onSubmit, onClose, children } = props;
  const say = useTexts();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('action.back')}</Button>
          <Button look="primary" busy={busy} disabled={!isWhole} onClick={onSubmit}>
            {submit}
          </Button>
        </>
      }
    >
      {lead !== undefined && <p>{lead}</p>}
      {error !== null && <ErrorNotice error={error} />}
      {children}
    </Dialog>
  );
}
