import type { BatchView } from '../../api/types';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Icon } from '../../design/Icon';
import { useTexts } from '../../texts/use-texts';
import { progressOf } from './batch-progress';
import { BatchTable } from './BatchTable';
import { useSigning } from './signing-context';

/** How it ended: what was signed, under which number, and what was not, with another try. */
export function OutcomePane({ batch }: { readonly batch: BatchView }) {
  const say = useTexts();
  const { hide, retryFailed } = useSigning();
  const { signed, failed, waiting } = progressOf(batch);
  const made = signed + waiting;
  const tone = failed.length + waiting === 0 ? 'good' : made === 0 ? 'bad' : 'warning';
  const headline =
    failed.length === 0
      ? say('sign.doneTitle', { count: made })
      : made === 0
        ? say('sign.noneTitle')
        : say('sign.partialTitle', { signed: made, failed: failed.length });
  return (
    <Dialog
      size="wide"
      title={say('sign.progressTitle')}
      onClose={hide}
      footer={
        <>
          {failed.length > 0 && (
            <Button icon="it-refresh" onClick={retryFailed}>
              {say('sign.retry', { count: failed.length })}
            </Button>
          )}
          <Button look="primary" data-autofocus onClick={hide}>
            {say('sign.finish')}
          </Button>
        </>
      }
    >
      <div className={`lf-outcome lf-outcome-${tone}`} role="status">
        <Icon name={tone === 'good' ? 'it-check-circle' : 'it-warning-circle'} size="lg" />
        <b>{headline}</b>
        {waiting > 0 && <span>{say('sign.waitingText', { count: waiting })}</span>}
      </div>
      <BatchTable items={batch.items} />
    </Dialog>
  );
}
