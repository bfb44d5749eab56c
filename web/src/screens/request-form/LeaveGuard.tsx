import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { useTexts } from '../../texts/use-texts';

/** Asks before unsaved work is left behind. */
export function LeaveGuard({ active }: { readonly active: boolean }) {
  const say = useTexts();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => active && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!active) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [active]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog
      title={say('form.leaveTitle')}
      onClose={() => blocker.reset()}
      footer={
        <>
          <Button look="danger" onClick={() => blocker.proceed()}>
            {say('form.leaveGo')}
          </Button>
          <Button look="primary" data-autofocus onClick={() => blocker.reset()}>
            {say('form.leaveStay')}
          </Button>
        </>
      }
    >
      <p>{say('form.leave')}</p>
    </Dialog>
  );
}
