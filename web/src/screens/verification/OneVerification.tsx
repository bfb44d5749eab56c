import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import type { VerificationProgressView, VerificationView } from '../../api/types';
import { verifications } from '../../api/verifications';
import { useEventStream } from '../../app/live/use-event-stream';
import { DropZone } from '../../design/DropZone';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Notice } from '../../design/Notice';
import { Skeleton } from '../../design/Skeleton';
import { Spinner } from '../../design/Spinner';
import { useTexts } from '../../texts/use-texts';
import { KeptFile } from './KeptFile';
import { Verdict } from './Verdict';

interface OneVerificationProps {
  readonly id: string;
  /** Verifies the same file again with what it signed; null where the file is not at hand any more. */
  readonly onContents: ((contents: File[]) => void) | null;
}

/** One verification as far as it is: what the queue or a late service still adds appears by itself. */
export function OneVerification({ id, onContents }: OneVerificationProps) {
  const client = useQueryClient();
  const key = ['verification', id];
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => verifications.progress(id, signal),
  });
  useEventStream(data && data.state !== 'DONE' ? verifications.eventsPath(id) : null, {
    onEvent: (event) => client.setQueryData(key, JSON.parse(event.data) as VerificationProgressView),
  });
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  if (data.refusal) return <Refused refusal={data.refusal} />;
  if (!data.result) return <InQueue name={data.fileName} />;
  return (
    <>
      <Verdict view={data.result} />
      {lacksContent(data.result) && onContents && <ContentWanted onContents={onContents} />}
      {data.keptUntil !== null && (
        <KeptFile id={id} until={data.keptUntil} onForgotten={() => void refetch()} />
      )}
    </>
  );
}

function lacksContent({ signatures }: VerificationView): boolean {
  return signatures.some(({ subIndication }) => subIndication === 'SIGNED_DATA_NOT_FOUND');
}

function InQueue({ name }: { readonly name: string }) {
  const say = useTexts();
  return (
    <div className="lf-card lf-verify-queued" role="status">
      <Spinner />
      <p>
        {say('verify.queued', { name })} <span className="lf-soft">{say('verify.queuedHint')}</span>
      </p>
    </div>
  );
}

function Refused({ refusal }: { readonly refusal: NonNullable<VerificationProgressView['refusal']> }) {
  const say = useTexts();
  const { locale } = useIntl();
  return (
    <Notice tone="bad" title={say('verify.noVerdict')} announce>
      <p>{locale === 'en' ? refusal.text.en : refusal.text.it}</p>
    </Notice>
  );
}

function ContentWanted({ onContents }: { readonly onContents: (contents: File[]) => void }) {
  const say = useTexts();
  return (
    <section className="lf-card">
      <h2>{say('verify.contentWanted')}</h2>
      <p>{say('verify.contentWantedHint')}</p>
      <DropZone label={say('verify.contentsChoose')} compact multiple onFiles={onContents} />
    </section>
  );
}
