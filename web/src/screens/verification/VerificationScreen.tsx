import { useRef, useState } from 'react';
import { verifications } from '../../api/endpoints';
import type { VerificationView } from '../../api/types';
import { Button } from '../../design/Button';
import { DropZone } from '../../design/DropZone';
import { ErrorNotice } from '../../design/ErrorNotice';
import { PageHeader } from '../../design/PageHeader';
import { ProgressBar } from '../../design/ProgressBar';
import { useTexts } from '../../texts/use-texts';
import { Verdict } from './Verdict';
import './verification.css';

type Stage =
  | { readonly at: 'start' }
  | { readonly at: 'running'; readonly name: string; readonly progress: number }
  | { readonly at: 'failed'; readonly file: File; readonly error: unknown }
  | { readonly at: 'done'; readonly view: VerificationView };

/** One file dropped, one answer: the verdict first, then all that it rests on. */
export function VerificationScreen() {
  const say = useTexts();
  const [stage, setStage] = useState<Stage>({ at: 'start' });
  const stop = useRef<AbortController>(null);
  const verify = async (file: File) => {
    stop.current?.abort();
    const mine = new AbortController();
    stop.current = mine;
    setStage({ at: 'running', name: file.name, progress: 0 });
    try {
      const view = await verifications.verify(
        file,
        (progress) => setStage({ at: 'running', name: file.name, progress }),
        mine.signal,
      );
      setStage({ at: 'done', view });
    } catch (error) {
      if (!mine.signal.aborted) setStage({ at: 'failed', file, error });
    }
  };
  const take = ([file]: File[]) => {
    if (file) void verify(file);
  };
  return (
    <div className="lf-page lf-page-narrow">
      <PageHeader
        title={say('verify.title')}
        lead={say('verify.lead')}
        actions={
          stage.at === 'done' && (
            <Button icon="it-refresh" onClick={() => setStage({ at: 'start' })}>
              {say('verify.another')}
            </Button>
          )
        }
      />
      {stage.at !== 'done' && <DropZone label={say('verify.choose')} onFiles={take} />}
      {stage.at === 'running' && (
        <div className="lf-card" role="status">
          <p>{say('verify.running', { name: stage.name })}</p>
          <ProgressBar
            label={say('verify.running', { name: stage.name })}
            value={Math.round(stage.progress * 100)}
            max={100}
          />
        </div>
      )}
      {stage.at === 'failed' && <ErrorNotice error={stage.error} onRetry={() => void verify(stage.file)} />}
      {stage.at === 'done' && <Verdict view={stage.view} />}
    </div>
  );
}
