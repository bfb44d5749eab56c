import { createContext, useContext } from 'react';
import type { BatchView, Codes, OpenBatchInput } from '../../api/types';

export interface Signing {
  readonly batch: BatchView | null;
  readonly requested: number;
  readonly opening: boolean;
  readonly error: unknown;
  readonly visible: boolean;
  /** The code was accepted in this sitting: closing no longer withdraws anything. */
  readonly authorised: boolean;
  readonly open: (items: OpenBatchInput['items']) => void;
  readonly resume: (batchId: string) => void;
  readonly retryOpening: () => void;
  readonly retryFailed: () => void;
  readonly authorise: (codes: Codes) => Promise<void>;
  readonly show: () => void;
  readonly hide: () => void;
}

export const SigningContext = createContext<Signing | null>(null);

export function useSigning(): Signing {
  const signing = useContext(SigningContext);
  if (!signing) throw new Error('useSigning outside of SigningProvider');
  return signing;
}
