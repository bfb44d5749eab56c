import { useRef, useState } from 'react';
import { verifications } from '../../api/endpoints';
import type { VerificationProgressView, VerificationView } from '../../api/types';
import type { VerifiedFile } from './VerdictList';

export type Stage =
  | { readonly at: 'start' }
  | {
      readonly at: 'running';
      readonly name: string;
      readonly progress: number;
      readonly done: readonly VerifiedFile[];
    }
  | { readonly at: 'failed'; readonly file: File; readonly error: unknown }
  | { readonly at: 'done'; readonly view: VerificationView }
  | { readonly at: 'all-done'; readonly files: readonly VerifiedFile[] };

const ASK_AGAIN_MS = 1_000;

/** A large file is verified in the queue: its result is asked for until the first one is there. */
async function resultOf(
  answer: VerificationView | VerificationProgressView,
  signal: AbortSignal,
): Promise<VerificationView> {
  if ('signatures' in answer) return answer;
  for (;;) {
    const { result } = await verifications.progress(answer.id, signal);
    if (result) return result;
    await new Promise((wake) => setTimeout(wake, ASK_AGAIN_MS));
    signal.throwIfAborted();
  }
}

/** Verifies what was dropped: one file, or many one after the other. What comes later ends what runs. */
export function useVerification() {
  const [stage, setStage] = useState<Stage>({ at: 'start' });
  const stop = useRef<AbortController>(null);

  const start = (): AbortSignal => {
    stop.current?.abort();
    const mine = new AbortController();
    stop.current = mine;
    return mine.signal;
  };
  const verifyOne = async (file: File) => {
    const signal = start();
    const show = (progress: number) => setStage({ at: 'running', name: file.name, progress, done: [] });
    show(0);
    try {
      setStage({ at: 'done', view: await resultOf(await verifications.verify(file, show, signal), signal) });
    } catch (error) {
      if (!signal.aborted) setStage({ at: 'failed', file, error });
    }
  };
  const verifyAll = async (files: readonly File[]) => {
    const signal = start();
    const done: VerifiedFile[] = [];
    for (const file of files) {
      setStage({ at: 'running', name: file.name, progress: done.length / files.length, done: [...done] });
      try {
        const answer = await verifications.verify(file, undefined, signal);
        done.push({ name: file.name, view: await resultOf(answer, signal) });
      } catch (error) {
        if (signal.aborted) return;
        done.push({ name: file.name, error });
      }
    }
    setStage({ at: 'all-done', files: done });
  };
  const take = (files: File[]) => {
    const [first, second] = files;
    if (first) void (second ? verifyAll(files) : verifyOne(first));
  };
  return {
    stage,
    take,
    retry: (file: File) => void verifyOne(file),
    reset: () => setStage({ at: 'start' }),
  };
}
