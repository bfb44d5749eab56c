import { useEffect, useRef, useState } from 'react';
import type { BatchView } from '../../api/types';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { ProgressBar } from '../../design/ProgressBar';
import { useTexts } from '../../texts/use-texts';
import { progressOf } from './batch-progress';
import { BatchTable } from './BatchTable';
import { useSigning } from './signing-context';

const ANNOUNCE_EVERY = 5_000;

/** The signature while it happens, document by document; the person may leave it to itself. */
export function ProgressPane({ batch }: { readonly batch: BatchView }) {
  const say = useTexts();
  const { hide } = useSigning();
  const { signed, failed, running, total } = progressOf(batch);
  const seconds = useRemaining(total - running, total);
  const summary = say('sign.summary', { signed, running, failed: failed.length });
  const spoken = useNowAndThen(summary);
  return (
    <Dialog
      size="wide"
      title={say('sign.progressTitle')}
      onClose={hide}
      footer={
        <>
          <p className="lf-soft lf-footer-note">{say('sign.safe')}</p>
          <Button look="primary" data-autofocus onClick={hide}>
            {say('sign.keepWorking')}
          </Button>
        </>
      }
    >
      <div className="lf-signing-progress">
        <p className="lf-signing-count">
          <b>{say('sign.count', { done: signed, total })}</b>
          {seconds !== null && <span>{say('sign.remaining', { seconds })}</span>}
        </p>
        <ProgressBar label={say('sign.progressLabel')} value={total - running} max={total} />
        <p aria-hidden="true">{summary}</p>
        <p className="visually-hidden" role="status">
          {spoken}
        </p>
      </div>
      <BatchTable items={batch.items} />
    </Dialog>
  );
}

/** Seconds left at the pace kept so far; null until there is a pace. */
function useRemaining(done: number, total: number): number | null {
  const start = useRef({ at: Date.now(), done });
  const elapsed = (Date.now() - start.current.at) / 1000;
  const made = done - start.current.done;
  if (made < 3 || elapsed < 1) return null;
  return Math.max(1, Math.ceil(((total - done) * elapsed) / made));
}

/** The latest text, but changed at most every five seconds: a reader of screens is told, not flooded. */
function useNowAndThen(text: string): string {
  const [spoken, setSpoken] = useState(text);
  const latest = useRef(text);
  latest.current = text;
  useEffect(() => {
    const timer = setInterval(() => setSpoken(latest.current), ANNOUNCE_EVERY);
    return () => clearInterval(timer);
  }, []);
  return spoken;
}
