import { useRef, useState } from 'react';
import { verifications } from '../../api/endpoints';
import type { VerificationView } from '../../api/types';
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
      setStage({ at: 'done', view: await verifications.verify(file, show, signal) });
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
        done.push({ name: file.name, view: await verifications.verify(file, undefined, signal) });
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
