import { useState } from 'react';
import { newKey } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import { signedElsewhere } from '../../api/signed-elsewhere';
import type { FilesToSignView, TakenFileView } from '../../api/types';

/** After these the file that was signed is not the one that counts now. */
const STALE = ['SIGNATURE_BOOKS_FILE_GREW_MEANWHILE', 'SIGNATURE_BOOKS_DOWNLOAD_IS_OVER'];
const REASONS_WANTED = 'SIGNATURE_BOOKS_REASONS_ON_CONTRARY_OPINION';

type Task = Pick<FilesToSignView, 'taskId' | 'taskVersion'>;
type SignableFile = Pick<FilesToSignView['files'][number], 'id' | 'sha256'>;

/** Taking one file, and bringing it back signed: once at a time, with the reason of a refusal. */
export function useFileToSign(task: Task, file: SignableFile, onChanged: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const [outcome, setOutcome] = useState<TakenFileView | null>(null);
  const [reasons, setReasons] = useState('');
  const code = error instanceof ApiProblem ? error.code : null;
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(failure);
    } finally {
      setProgress(null);
      await onChanged();
      setBusy(false);
    }
  };
  const take = () =>
    void run(async () => {
      const body = { version: task.taskVersion, fileId: file.id, sha256: file.sha256 };
      const why = reasons.trim() === '' ? {} : { reasons: reasons.trim() };
      const { id } = await signedElsewhere.take(task.taskId, { ...body, ...why }, newKey());
      save(signedElsewhere.contentUrl(id));
    });
  const bring = (downloadId: string, signed: File) =>
    void run(async () => {
      setProgress(0);
      setOutcome(await signedElsewhere.bring(downloadId, signed, setProgress));
    });
  const giveBack = (downloadId: string) =>
    void run(() => signedElsewhere.giveBack(downloadId).then(() => undefined));
  const isStale = code !== null && STALE.includes(code);
  return {
    ...{ busy, error, progress, outcome, reasons, setReasons, take, bring, giveBack, isStale },
    reasonsWanted: code === REASONS_WANTED || reasons !== '',
  };
}

export type Work = ReturnType<typeof useFileToSign>;

/** Has the browser keep what an address gives, as if the link to it had been followed. */
function save(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}
