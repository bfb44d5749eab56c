import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTexts } from '../texts/use-texts';
import { IconButton } from './IconButton';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly size?: 'normal' | 'wide';
}

/** A native modal dialog: the page behind is inert, Esc closes, focus goes back to where it was. */
export function Dialog({ title, onClose, children, footer, size = 'normal' }: DialogProps) {
  const say = useTexts();
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    dialog?.showModal();
    // Where the reader should begin; without one the browser takes the first control.
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={`lf-dialog lf-dialog-${size}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <header className="lf-dialog-header">
        <h2 id={titleId}>{title}</h2>
        <IconButton icon="it-close" label={say('action.close')} onClick={onClose} />
      </header>
      <div className="lf-dialog-body">{children}</div>
      {footer && <footer className="lf-dialog-footer">{footer}</footer>}
    </dialog>
  );
}
