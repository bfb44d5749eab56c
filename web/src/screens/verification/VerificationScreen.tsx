import { useSearchParams } from 'react-router';
import { ButtonLink } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { PageHeader } from '../../design/PageHeader';
import { ProgressBar } from '../../design/ProgressBar';
import { useTexts } from '../../texts/use-texts';
import { BatchResult } from './BatchResult';
import { OneVerification } from './OneVerification';
import { TrustNotice } from './TrustNotice';
import { type SendingState, useSending } from './use-sending';
import { VerificationForm } from './VerificationForm';
import './verification.css';

/** Files dropped, an answer: the verdict first, then all that it rests on. The address names it, so that it is found again. */
export function VerificationScreen() {
  const say = useTexts();
  const [params, setParams] = useSearchParams();
  const [id, batchId] = [params.get('id'), params.get('batch')];
  const { state, sent, send, sendOne } = useSending({
    one: (shown) => setParams({ id: shown }),
    batch: (shown) => setParams({ batch: shown }),
  });
  const isSending = state.at === 'sending';
  return (
    <div className="lf-page lf-page-narrow">
      <PageHeader
        title={say('verify.title')}
        lead={say('verify.lead')}
        {...(id !== null &&
          batchId !== null && { back: { to: `?batch=${batchId}`, label: say('verify.batch.back') } })}
        actions={
          (id ?? batchId) !== null && (
            <ButtonLink icon="it-refresh" to="/verification">
              {say('verify.another')}
            </ButtonLink>
          )
        }
      />
      <TrustNotice />
      {id === null && batchId === null && !isSending && <VerificationForm onSend={send} />}
      <Sending state={state} />
      {id !== null && !isSending && (
        <OneVerification
          key={id}
          id={id}
          onContents={sent && ((contents) => sendOne({ file: sent, contents, keep: false }))}
        />
      )}
      {id === null && batchId !== null && !isSending && <BatchResult key={batchId} id={batchId} />}
    </div>
  );
}

function Sending({ state }: { readonly state: SendingState }) {
  const say = useTexts();
  if (state.at === 'idle') return null;
  if (state.at === 'failed') return <ErrorNotice error={state.error} onRetry={state.again} />;
  const { name, count, share } = state;
  const label = count > 1 ? say('verify.batch.sending', { count }) : say('verify.running', { name });
  return (
    <div className="lf-card" role="status">
      <p>{label}</p>
      <ProgressBar label={label} value={Math.round(share * 100)} max={100} />
    </div>
  );
}
