import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import type { BatchView } from '../../api/types';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Notice } from '../../design/Notice';
import { TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';
import { documentsOf, progressOf } from './batch-progress';
import { CertificateCard } from './CertificateCard';
import { Exclusions } from './Exclusions';
import { PreparationBar } from './PreparationBar';
import { useSigning } from './signing-context';

/** What will be signed, with which certificate, what is left out and why; then one code for all of it. */
export function AuthorisePane({ batch }: { readonly batch: BatchView }) {
  const say = useTexts();
  const { hide } = useSigning();
  const progress = progressOf(batch);
  const { pin, waiting, busy, error, submit } = useCode(progress.isPrepared);
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
      {isMore && <Notice tone="warning" title={say('sign.newCodeText')} />}
      <PreparationBar batch={batch} waiting={waiting} />
      <Exclusions items={progress.failed} everything={nothing} />
      {batch.certificate && <CertificateCard certificate={batch.certificate} />}
      {error !== null && <ErrorNotice error={error} />}
      {!nothing && (
        <form id="lf-sign-form" className="lf-sign-form" onSubmit={submit}>
          <TextField
            ref={pin}
            label={say(isMore ? 'sign.newCode' : 'sign.pin')}
            hint={say('sign.pinHint')}
            type="password"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={64}
            required
            readOnly={waiting || busy}
          />
          <p className="lf-soft">{say('sign.legal')}</p>
        </form>
      )}
    </Dialog>
  );
}

/**
 * The code lives in the field alone, never in the application's state: it is read when it is sent, and the field is
 * emptied whatever the answer. Sent early, it waits in the field until the preparation is over.
 */
function useCode(isPrepared: boolean) {
  const { authorise } = useSigning();
  const pin = useRef<HTMLInputElement>(null);
  const [waiting, setWaiting] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async () => {
    const field = pin.current;
    if (!field?.value) return;
    const code = field.value;
    field.value = '';
    setBusy(true);
    try {
      await authorise(code);
    } catch (failure) {
      setError(failure);
      setBusy(false);
      field.focus();
      return;
    }
    setBusy(false);
  };
  useEffect(() => {
    pin.current?.focus();
    const field = pin.current;
    return () => {
      if (field) field.value = '';
    };
  }, []);
  useEffect(() => {
    if (!waiting || !isPrepared) return;
    setWaiting(false);
    void send();
  }, [waiting, isPrepared]);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setError(null);
    if (!pin.current?.value) pin.current?.focus();
    else setWaiting(true);
  };
  return { pin, waiting, busy, error, submit };
}
