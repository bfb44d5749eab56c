import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { requests, tasks } from '../../api/endpoints';
import type { RequestDetail } from '../../api/types';
import { useToast } from '../../design/Toast';
import { useTexts } from '../../texts/use-texts';
import { batchInputOf } from './batch-input-of';

/** The moves of a request, each followed by the present state. */
export function useRequestActions(request: RequestDetail) {
  const say = useTexts();
  const tell = useToast();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { id, version } = request;
  const refresh = () => {
    for (const key of ['request', 'requests', 'queue', 'summary'])
      void client.invalidateQueries({ queryKey: [key] });
  };
  const attempt = async (move: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await move();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
      refresh();
    }
  };
  const show = (detail: RequestDetail) => client.setQueryData(['request', id], detail);
  return {
    busy,
    error,
    start: () =>
      void attempt(async () => {
        show(await requests.move(id, 'start', version));
        tell(say('request.started'));
      }),
    revise: () =>
      void attempt(async () => {
        show(await requests.move(id, 'revise', version));
        await navigate(`/requests/${id}/edit`);
      }),
    endorse: () =>
      void attempt(async () => {
        const item = batchInputOf(request);
        if (!item) return;
        await tasks.endorse(item.taskId, { version: item.taskVersion, sha256: item.sha256 });
        tell(say('queue.endorsed', { count: 1 }));
      }),
    giveBack: async (reason: string) => {
      if (!request.myTask) return;
      await tasks.giveBack(request.myTask.id, { version: request.myTask.version, reason });
      tell(say('queue.returned', { name: request.requester }));
      refresh();
    },
    withdraw: async (action: 'recall' | 'cancel', reason: string) => {
      show(await requests.withdraw(id, action, version, reason));
      tell(say(action === 'recall' ? 'request.recalled' : 'request.cancelled'));
      refresh();
    },
  };
}
