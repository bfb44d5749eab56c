import { Button } from '../../design/Button';
import { DropZone } from '../../design/DropZone';
import { ErrorNotice } from '../../design/ErrorNotice';
import { PageHeader } from '../../design/PageHeader';
import { ProgressBar } from '../../design/ProgressBar';
import { useTexts } from '../../texts/use-texts';
import { Verdict } from './Verdict';
import { TableDownload } from './TableDownload';
import { TrustNotice } from './TrustNotice';
import { useVerification } from './use-verification';
import { VerdictList } from './VerdictList';
import './verification.css';

/** One file dropped, one answer: the verdict first, then all that it rests on. Many files: a list of verdicts. */
export function VerificationScreen() {
  const say = useTexts();
  const { stage, take, retry, reset } = useVerification();
  const isDone = stage.at === 'done' || stage.at === 'all-done';
  return (
    <div className="lf-page lf-page-narrow">
      <PageHeader
        title={say('verify.title')}
        lead={say('verify.lead')}
        actions={
          isDone && (
            <Button icon="it-refresh" onClick={reset}>
              {say('verify.another')}
            </Button>
          )
        }
      />
      <TrustNotice />
      {!isDone && <DropZone label={say('verify.choose')} onFiles={take} multiple />}
      {stage.at === 'running' && <Running name={stage.name} progress={stage.progress} />}
      {stage.at === 'running' && stage.done.length > 0 && <VerdictList files={stage.done} />}
      {stage.at === 'failed' && <ErrorNotice error={stage.error} onRetry={() => retry(stage.file)} />}
      {stage.at === 'done' && <Verdict view={stage.view} />}
      {stage.at === 'all-done' && <TableDownload files={stage.files} />}
      {stage.at === 'all-done' && <VerdictList files={stage.files} />}
    </div>
  );
}

function Running({ name, progress }: { readonly name: string; readonly progress: number }) {
  const say = useTexts();
  return (
    <div className="lf-card" role="status">
      <p>{say('verify.running', { name })}</p>
      <ProgressBar label={say('verify.running', { name })} value={Math.round(progress * 100)} max={100} />
    </div>
  );
}
