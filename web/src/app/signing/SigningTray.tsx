import { Spinner } from '../../design/Spinner';
import { useTexts } from '../../texts/use-texts';
import { isOver, progressOf } from './batch-progress';
import { useSigning } from './signing-context';

/** In the main bar while a signature goes on behind the person's back. */
export function SigningTray() {
  const say = useTexts();
  const { batch, visible, show } = useSigning();
  if (!batch || visible || isOver(batch)) return null;
  const { signed, total } = progressOf(batch);
  return (
    <button type="button" className="lf-tray" title={say('tray.open')} onClick={show}>
      <Spinner />
      {say('tray.running', { done: signed, total })}
    </button>
  );
}
