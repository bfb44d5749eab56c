import { useQueryClient } from '@tanstack/react-query';
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type Dispatch,
  type RefObject,
  type SetStateAction,
} from 'react';
import { newKey } from '../../api/client';
import { batches } from '../../api/endpoints';
import type { BatchView, Codes, OpenBatchInput } from '../../api/types';
import { SUMMARY } from '../live/use-summary';
import { isOver } from './batch-progress';
import { itemsToRetry } from './items-to-retry';
import type { Signing } from './signing-context';
import { useBatch, batchKey } from './use-batch';
import { useBatchOutcome } from './use-batch-outcome';

interface Opening {
  readonly items: OpenBatchInput['items'];
  /** Kept over the attempts, so that a lost answer does not open a second batch. */
  readonly key: string;
}

interface State {
  readonly opening: Opening | null;
  readonly batchId: string | null;
  readonly busy: boolean;
  readonly error: unknown;
  readonly visible: boolean;
  readonly authorised: boolean;
}

const IDLE: State = {
  opening: null,
  batchId: null,
  busy: false,
  error: null,
  visible: false,
  authorised: false,
};

/** The life of one signature at the desk: open, authorise, follow, retry; closing early withdraws it. */
export function useBatchSigning(): Signing {
  const client = useQueryClient();
  const [state, setState] = useState<State>(IDLE);
  const attempt = useRef(0);
  const batch = useBatch(state.batchId, state.visible);

  const start = useStart(attempt, setState);
  const open = useCallback((items: OpenBatchInput['items']) => void start({ items, key: newKey() }), [start]);
  const { retryFailed, authorise } = useActions(batch, open, setState);
  const resume = useCallback((batchId: string) => {
    attempt.current += 1;
    setState({ ...IDLE, batchId, visible: true, authorised: true });
  }, []);
  const hide = useCallback(() => {
    const withdraw = batch?.state === 'OPEN' && !state.authorised;
    if (withdraw)
      void batches.abandon(batch.id).then(
        () => refresh(client),
        () => undefined,
      );
    if (withdraw || !batch || isOver(batch)) {
      attempt.current += 1;
      setState(IDLE);
    } else setState((now) => ({ ...now, visible: false }));
  }, [batch, state.authorised, client]);
  const show = useCallback(() => setState((now) => ({ ...now, visible: true })), []);
  const { opening } = state;
  const retryOpening = useCallback(() => {
    if (opening) void start(opening);
  }, [opening, start]);

  useBatchOutcome(batch, state.visible, show);
  useEffect(() => {
    if (batch && isOver(batch)) refresh(client);
  }, [batch?.state, client]);

  return useMemo(
    () => ({
      batch,
      requested: batch?.items.length ?? opening?.items.length ?? 0,
      opening: state.busy,
      error: state.error,
      visible: state.visible,
      authorised: state.authorised,
      open,
      resume,
      retryOpening,
      retryFailed,
      authorise,
      show,
      hide,
    }),
    [batch, opening, state, open, resume, retryOpening, retryFailed, authorise, show, hide],
  );
}

type SetState = Dispatch<SetStateAction<State>>;

function useStart(attempt: RefObject<number>, setState: SetState) {
  const client = useQueryClient();
  return useCallback(
    async (opening: Opening) => {
      const mine = ++attempt.current;
      setState({ ...IDLE, opening, busy: true, visible: true });
      try {
        const opened = await batches.open(opening.items, opening.key);
        if (mine !== attempt.current) {
          void batches.abandon(opened.id).catch(() => undefined);
          return;
        }
        client.setQueryData(batchKey(opened.id), opened);
        setState({ ...IDLE, opening, batchId: opened.id, visible: true });
      } catch (error) {
        if (mine === attempt.current) setState({ ...IDLE, opening, error, visible: true });
      }
    },
    [client, attempt, setState],
  );
}

function useActions(
  batch: BatchView | null,
  open: (items: OpenBatchInput['items']) => void,
  setState: SetState,
) {
  const client = useQueryClient();
  const retryFailed = useCallback(() => {
    if (!batch) return;
    void itemsToRetry(batch).then(
      (items) => {
        if (items.length > 0) open(items);
      },
      (error: unknown) => setState((now) => ({ ...now, error })),
    );
  }, [batch, open, setState]);
  const authorise = useCallback(
    async (codes: Codes) => {
      if (!batch) return;
      const running = await batches.authorise(batch.id, codes);
      client.setQueryData(batchKey(batch.id), (now: BatchView | undefined) =>
        now && now.version > running.version ? now : running,
      );
      setState((now) => ({ ...now, authorised: true }));
    },
    [batch, client, setState],
  );
  return { retryFailed, authorise };
}

function refresh(client: ReturnType<typeof useQueryClient>): void {
  for (const key of [['queue'], ['requests'], ['request'], SUMMARY]) {
    void client.invalidateQueries({ queryKey: key });
  }
}
