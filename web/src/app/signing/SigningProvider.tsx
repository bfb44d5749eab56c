import type { ReactNode } from 'react';
import { SigningContext } from './signing-context';
import { SigningDialog } from './SigningDialog';
import { useBatchSigning } from './use-batch-signing';

/** One signature at a time for the whole interface: its dialog may be closed and found again from any page. */
export function SigningProvider({ children }: { readonly children: ReactNode }) {
  const signing = useBatchSigning();
  return (
    <SigningContext value={signing}>
      {children}
      {signing.visible && <SigningDialog />}
    </SigningContext>
  );
}
