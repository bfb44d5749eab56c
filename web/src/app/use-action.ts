import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

/** What a button does: once at a time, with the reason when it is refused; what it changes is read again. */
export function useAction(changed: QueryKey) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  /** True when it was done. */
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setError(null);
    try {
      await work();
      await client.invalidateQueries({ queryKey: changed });
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, run };
}
