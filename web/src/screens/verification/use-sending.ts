import { useRef, useState } from 'react';
import { type ToVerify, verificationBatches, verifications } from '../../api/verifications';

/** What is chosen beside the files. */
export interface SendingOptions {
  readonly keep: boolean;
  readonly contents: readonly File[];
}

export type SendingState =
  | { readonly at: 'idle' }
  | { readonly at: 'sending'; readonly name: string; readonly count: number; readonly share: number }
  | { readonly at: 'failed'; readonly error: unknown; readonly again: () => void };

interface Shown {
  readonly one: (id: string) => void;
  readonly batch: (id: string) => void;
}

const IDLE: SendingState = { at: 'idle' };

/** Sends what was dropped: one file, or many as a batch. What comes later ends what is on its way. */
export function useSending(show: Shown) {
  const [state, setState] = useState<SendingState>(IDLE);
  const [sent, setSent] = useState<File | null>(null);
  const stop = useRef<AbortController>(null);

  const start = (name: string, count: number) => {
    stop.current?.abort();
    const mine = new AbortController();
    stop.current = mine;
    const onProgress = (share: number) => setState({ at: 'sending', name, count, share });
    onProgress(0);
    return { signal: mine.signal, onProgress };
  };
  const run = async (
    name: string,
    count: number,
    work: (sending: ReturnType<typeof start>) => Promise<void>,
  ) => {
    const sending = start(name, count);
    try {
      await work(sending);
      setState(IDLE);
    } catch (error) {
      if (!sending.signal.aborted)
        setState({ at: 'failed', error, again: () => void run(name, count, work) });
    }
  };
  const sendOne = (toVerify: ToVerify) => {
    setSent(toVerify.file);
    void run(toVerify.file.name, 1, async (sending) => {
      show.one((await verifications.verify(toVerify, sending)).id);
    });
  };
  const send = (files: readonly File[], { keep, contents }: SendingOptions) => {
    const [first, second] = files;
    if (!first) return;
    if (!second) {
      sendOne({ file: first, contents, keep });
      return;
    }
    void run(first.name, files.length, async (sending) => {
      show.batch((await verificationBatches.send(files, keep, sending)).id);
    });
  };
  return { state, sent, send, sendOne };
}
