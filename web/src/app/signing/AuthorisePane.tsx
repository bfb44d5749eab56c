import { useEffect, useState, type SyntheticEvent } from 'react';
import { batches } from '../../api/endpoints';
import type { AskedCodes, BatchView } from '../../api/types';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Notice } from '../../design/Notice';
import { useTexts } from '../../texts/use-texts';
import { documentsOf, progressOf } from './batch-progress';
import { CertificateCard } from './CertificateCard';
import { CodeFields } from './CodeFields';
import { Exclusions } from './Exclusions';
import { PreparationBar } from './PreparationBar';
import { useSigning } from './signing-context';
import { useCodes } from './use-codes';

/** What will be signed, with which certificate, what is left out and why; then one code for all of it. */
export function AuthorisePane({ batch }: { readonly batch: BatchView }) {
  const say = useTexts();
  const { hide } = useSigning();
  const progress = progressOf(batch);
  const { codes, waiting, busy, error, submit } = useAuthorisation(batch.device.asks, progress.isPrepared);
  const documents = documentsOf(batch);
  const missing = batch.counts.waitingForCode;
  // Opened and never authorised, it asks for the first code; running and stopped, for another one.
  const isMore = batch.state === 'RUNNING' && missing > 0;
  const title = isMore ? say('sign.titleMore', { count: missing }) : say('sign.title', { count: documents });
  const nothing = progress.isPrepared && progress.signable === 0;
  return (
    <Dialog
      title={title}
      onClose={hide}
      footer={
        <>
          <Button onClick={hide}>{say(nothing ? 'action.close' : 'action.cancel')}</Button>
          {!nothing && (
            <Button look="primary" type="submit" form="lf-sign-form" icon="it-pencil" busy={busy || waiting}>
              {say(waiting ? 'sign.waiting' : busy ? 'sign.authorising' : 'sign.now')}
            </Button>
          )}
        </>
      }
    >
      <CodesToCome batch={batch} isMore={isMore} />
      {batch.counts.numbersToTake > 0 && (
        <Notice tone="warning" title={say('sign.numbers', { count: batch.counts.numbersToTake })}>
          <p>{say('sign.numbersText')}</p>
        </Notice>
      )}
      <PreparationBar batch={batch} waiting={waiting} />
      <Exclusions items={progress.failed} everything={nothing} />
      {batch.certificate && <CertificateCard certificate={batch.certificate} />}
      {error !== null && <ErrorNotice error={error} />}
      {!nothing && (
        <form id="lf-sign-form" className="lf-sign-form" onSubmit={submit}>
          <CodeFields
            asks={batch.device.asks}
            codes={codes}
            isMore={isMore}
            readOnly={waiting || busy}
            onSend={() => batches.sendCode(batch.id)}
          />
          <p className="lf-soft">{say('sign.legal')}</p>
        </form>
      )}
    </Dialog>
  );
}

/** Why another code is asked for, and how many one device takes for all of it: said before the first is typed. */
function CodesToCome({ batch, isMore }: { readonly batch: BatchView; readonly isMore: boolean }) {
  const say = useTexts();
  const { stopped, device } = batch;
  return (
    <>
      {isMore && (
        <Notice tone="warning" title={stopped?.text ?? say('sign.newCodeText')}>
          {stopped?.remedy && <p>{stopped.remedy}</p>}
        </Notice>
      )}
      {device.codesToCome > 1 && (
        <Notice
          title={say('sign.codesNeeded', { codes: device.codesToCome, each: device.signaturesPerCode })}
        />
      )}
    </>
  );
}

/** Sent early, the codes wait in their fields until the preparation is over. */
function useAuthorisation(asks: AskedCodes, isPrepared: boolean) {
  const { authorise } = useSigning();
  const codes = useCodes(asks);
  const [waiting, setWaiting] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async () => {
    const taken = codes.take();
    if (!taken) return;
    setBusy(true);
    try {
      await authorise(taken);
    } catch (failure) {
      setError(failure);
      codes.focus();
    }
    setBusy(false);
  };
  useEffect(() => {
    codes.focus();
  }, []);
  useEffect(() => {
    if (!waiting || !isPrepared) return;
    setWaiting(false);
    void send();
  }, [waiting, isPrepared]);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setError(null);
    if (codes.isComplete()) setWaiting(true);
  };
  return { codes, waiting, busy, error, submit };
}
