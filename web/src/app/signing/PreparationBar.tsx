import type { BatchView } from '../../api/types';
import { Icon } from '../../design/Icon';
import { ProgressBar } from '../../design/ProgressBar';
import { useTexts } from '../../texts/use-texts';
import { documentsOf, progressOf } from './batch-progress';

/** How far the documents have been made ready: it goes on while the person types the code. */
export function PreparationBar({ batch, waiting }: { readonly batch: BatchView; readonly waiting: boolean }) {
  const say = useTexts();
  const { prepared, signable, isPrepared, total } = progressOf(batch);
  const documents = documentsOf(batch);
  return (
    <div className="lf-preparation">
      <p>
        <b>{say('sign.documents', { count: documents })}</b>
        {total !== documents && <span> · {say('sign.files', { count: total })}</span>}
      </p>
      <p role="status" className={isPrepared ? 'lf-preparation-ready' : ''}>
        {isPrepared && <Icon name="it-check-circle" size="xs" />}
        {isPrepared ? say('sign.prepared') : say('sign.preparing', { prepared, total: signable })}
      </p>
      <ProgressBar
        label={say('sign.preparedLabel')}
        value={prepared}
        max={signable}
        tone={isPrepared ? 'good' : 'info'}
      />
      {waiting && !isPrepared && <p className="lf-soft">{say('sign.willStart')}</p>}
    </div>
  );
}
