import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../texts/use-texts';
import { Icon } from './Icon';
import { IconButton } from './IconButton';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'good' | 'bad';
  readonly action?: { readonly label: string; readonly onClick: () => void };
}

type Tell = (text: string, options?: Partial<Pick<Toast, 'tone' | 'action'>>) => void;

const ToastContext = createContext<Tell>(() => undefined);
const LASTS = 8_000;
let nextId = 1;

/** Says briefly, at the edge of the page, that something happened. */
export function useToast(): Tell {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const say = useTexts();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const drop = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const tell = useCallback<Tell>(
    (text, options = {}) => {
      const id = nextId++;
      setToasts((all) => [...all.slice(-2), { id, text, tone: 'good', ...options }]);
      setTimeout(() => drop(id), LASTS);
    },
    [drop],
  );
  const list = useMemo(
    () => (
      <div className="lf-toasts" role="status" aria-live="polite">
        {toasts.map((toast) => (
          <div key={toast.id} className={`lf-toast lf-toast-${toast.tone}`}>
            <Icon name={toast.tone === 'good' ? 'it-check-circle' : 'it-error'} />
            <span>{toast.text}</span>
            {toast.action && (
              <button type="button" className="lf-toast-action" onClick={toast.action.onClick}>
                {toast.action.label}
              </button>
            )}
            <IconButton icon="it-close" label={say('action.close')} onClick={() => drop(toast.id)} />
          </div>
        ))}
      </div>
    ),
    [toasts, drop, say],
  );
  return (
    <ToastContext value={tell}>
      {children}
      {list}
    </ToastContext>
  );
}
