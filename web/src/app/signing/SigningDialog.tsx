import { ApiProblem } from '../../api/problem';
import { Button, ButtonLink } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Notice } from '../../design/Notice';
import { Skeleton } from '../../design/Skeleton';
import { useTexts } from '../../texts/use-texts';
import { AuthorisePane } from './AuthorisePane';
import { isOver } from './batch-progress';
import { OutcomePane } from './OutcomePane';
import { ProgressPane } from './ProgressPane';
import { useSigning } from './signing-context';
import './signing.css';

/** What enrolling a device puts right. */
const ENROL_FIRST = ['SIGNING_NO_CERTIFICATE', 'SIGNING_NO_SUCH_CREDENTIAL', 'SIGNING_NO_SUCH_DEVICE'];

/** From the choice of documents to their signatures: certificate and code, then progress, then outcome. */
export function SigningDialog() {
  const { batch, error } = useSigning();
  if (error) return <OpeningFailed />;
  if (!batch) return <Opening />;
  if (batch.state === 'LAPSED') return <Lapsed />;
  if (isOver(batch)) return <OutcomePane batch={batch} />;
  if (batch.state === 'OPEN' || batch.codeNeeded) return <AuthorisePane batch={batch} />;
  return <ProgressPane batch={batch} />;
}

function Opening() {
  const say = useTexts();
  const { requested, hide } = useSigning();
  return (
    <Dialog title={say('sign.title', { count: Math.max(1, requested) })} onClose={hide}>
      <p>{say('sign.opening')}…</p>
      <Skeleton rows={3} />
    </Dialog>
  );
}

function OpeningFailed() {
  const say = useTexts();
  const { error, hide, retryOpening } = useSigning();
  const hasNoDevice = error instanceof ApiProblem && ENROL_FIRST.includes(error.problem.code);
  return (
    <Dialog
      title={say('queue.signingRefused')}
      onClose={hide}
      footer={
        <>
          <Button onClick={hide}>{say('action.close')}</Button>
          {hasNoDevice && (
            <ButtonLink look="primary" to="/signing-device" onClick={hide}>
              {say('device.enrol')}
            </ButtonLink>
          )}
        </>
      }
    >
      <ErrorNotice error={error} onRetry={retryOpening} />
    </Dialog>
  );
}

function Lapsed() {
  const say = useTexts();
  const { hide } = useSigning();
  return (
    <Dialog
      title={say('sign.lapsed')}
      onClose={hide}
      footer={<Button onClick={hide}>{say('action.close')}</Button>}
    >
      <Notice tone="warning" title={say('sign.lapsed')}>
        <p>{say('sign.lapsedText')}</p>
      </Notice>
    </Dialog>
  );
}
