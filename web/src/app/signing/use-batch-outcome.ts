import { useEffect, useRef } from 'react';
import type { BatchView } from '../../api/types';
import { useToast } from '../../design/Toast';
import { useTexts } from '../../texts/use-texts';
import { isOver, progressOf } from './batch-progress';

/** Tells how a signature ended to who had gone on with other work. */
export function useBatchOutcome(batch: BatchView | null, visible: boolean, show: () => void): void {
  const say = useTexts();
  const tell = useToast();
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (!batch || !isOver(batch) || batch.state === 'LAPSED' || told.current === batch.id) return;
    told.current = batch.id;
    if (visible) return;
    const { signed, failed } = progressOf(batch);
    if (failed.length === 0) tell(say('sign.toastDone', { count: signed }));
    else {
      tell(say('sign.toastPartial', { signed, failed: failed.length }), {
        tone: 'bad',
        action: { label: say('sign.show'), onClick: show },
      });
    }
  }, [batch, visible, show, say, tell]);
}
