import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { VerifiedBatch } from '../../api/types';
import { verificationBatches } from '../../api/verifications';
import { Button } from '../../design/Button';
import { ButtonDownload } from '../../design/ButtonDownload';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Notice } from '../../design/Notice';
import { ProgressBar } from '../../design/ProgressBar';
import { Skeleton } from '../../design/Skeleton';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { BatchTable } from './BatchTable';
import { useVerifiedBatch } from './use-verified-batch';

/** Many files: how far they are, a line for each, and what one can do with all of them. */
export function BatchResult({ id }: { readonly id: string }) {
  const { data, error, refetch } = useVerifiedBatch(id);
  const reload = () => void refetch();
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data) return <Skeleton />;
  return (
    <>
      <BatchHead batch={data} onChange={reload} />
      <BatchTable batch={data} />
    </>
  );
}

interface BatchPartProps {
  readonly batch: VerifiedBatch;
  readonly onChange: () => void;
}

function BatchHead({ batch, onChange }: BatchPartProps) {
  const say = useTexts();
  const { locale } = useIntl();
  const { files, queued, done, waiting } = batch.counts;
  const judged = done + waiting;
  return (
    <section className="lf-card lf-verify-batch">
      <div role="status">
        <h2>
          {queued > 0 ? say('verify.batch.running', { judged, files }) : say('verify.batch.over', { files })}
        </h2>
      </div>
      {queued > 0 && (
        <ProgressBar label={say('verify.batch.running', { judged, files })} value={judged} max={files} />
      )}
      {waiting > 0 && queued === 0 && <Waiting batch={batch} onChange={onChange} />}
      <div className="lf-verify-reports">
        <ButtonDownload href={verificationBatches.tableUrl(batch.id, locale === 'en' ? 'en' : 'it')}>
          {say('verify.table')}
        </ButtonDownload>
        <Kept batch={batch} onChange={onChange} />
      </div>
    </section>
  );
}

/** A service did not answer: tried again by itself, or now. */
function Waiting({ batch, onChange }: BatchPartProps) {
  const say = useTexts();
  const retrying = useMutation({
    mutationFn: () => verificationBatches.retry(batch.id),
    onSuccess: onChange,
  });
  return (
    <Notice
      tone="warning"
      title={say('verify.batch.waiting', { count: batch.counts.waiting })}
      actions={
        <Button size="small" icon="it-refresh" busy={retrying.isPending} onClick={() => retrying.mutate()}>
          {say('verify.batch.retry')}
        </Button>
      }
    >
      <p>{say('verify.batch.waitingHint')}</p>
      {retrying.error && <ErrorNotice error={retrying.error} />}
    </Notice>
  );
}

function Kept({ batch, onChange }: BatchPartProps) {
  const say = useTexts();
  const format = useFormat();
  const [isAsked, setAsked] = useState(false);
  const forgetting = useMutation({
    mutationFn: () => verificationBatches.forget(batch.id),
    onSuccess: onChange,
  });
  if (batch.keptUntil === null) return <span className="lf-soft">{say('verify.batch.notKept')}</span>;
  return (
    <>
      <Button
        look="danger"
        icon="it-delete"
        busy={forgetting.isPending}
        onClick={() => (isAsked ? forgetting.mutate() : setAsked(true))}
      >
        {say(isAsked ? 'verify.batch.forgetSure' : 'verify.batch.forget')}
      </Button>
      <span className="lf-soft">{say('verify.keptUntil', { when: format.day(batch.keptUntil) })}</span>
      {forgetting.error && <ErrorNotice error={forgetting.error} />}
    </>
  );
}
