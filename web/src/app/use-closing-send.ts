import { useState } from 'react';

/** What a dialog does with its answer: sent once at a time, closed when it was taken, open with the reason when not. */
export function useClosingSend(onClose: () => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return { busy, error, send };
}
