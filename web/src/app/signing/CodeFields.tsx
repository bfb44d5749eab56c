import { useState } from 'react';
import type { AskedCodes } from '../../api/types';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';
import type { CodeInputs } from './use-codes';

interface CodeFieldsProps {
  readonly asks: AskedCodes;
  readonly codes: CodeInputs;
  readonly isMore?: boolean;
  readonly readOnly: boolean;
  /** Has the device send its one-time code. */
  readonly onSend: () => Promise<unknown>;
}

/** One field for each code that the device asks for, and a button where it sends one. */
export function CodeFields({ asks, codes, isMore = false, readOnly, onSend }: CodeFieldsProps) {
  const say = useTexts();
  const field = {
    type: 'password',
    inputMode: 'numeric',
    maxLength: 64,
    required: true,
    readOnly,
  } as const;
  return (
    <>
      {asks.pin && (
        <TextField
          ref={codes.pin}
          label={say(isMore ? 'sign.newCode' : 'sign.pin')}
          hint={say('sign.pinHint')}
          autoComplete={asks.otp === 'NONE' ? 'one-time-code' : 'off'}
          {...field}
        />
      )}
      {asks.otp === 'SENT' && <SendCode onSend={onSend} disabled={readOnly} />}
      {asks.otp !== 'NONE' && (
        <TextField
          ref={codes.otp}
          label={say('sign.otp')}
          hint={say(asks.otp === 'SENT' ? 'sign.otpSentHint' : 'sign.otpHint')}
          autoComplete="one-time-code"
          {...field}
        />
      )}
    </>
  );
}

function SendCode({
  onSend,
  disabled,
}: {
  readonly onSend: () => Promise<unknown>;
  readonly disabled: boolean;
}) {
  const say = useTexts();
  const [state, setState] = useState<'idle' | 'busy' | 'sent'>('idle');
  const [error, setError] = useState<unknown>(null);
  const send = async () => {
    setState('busy');
    setError(null);
    try {
      await onSend();
      setState('sent');
    } catch (failure) {
      setError(failure);
      setState('idle');
    }
  };
  return (
    <div>
      <Button icon="it-mail" busy={state === 'busy'} disabled={disabled} onClick={() => void send()}>
        {say(state === 'sent' ? 'sign.sendCodeAgain' : 'sign.sendCode')}
      </Button>
      <p className="lf-soft" role="status">
        {state === 'sent' ? say('sign.codeSent') : ''}
      </p>
      {error !== null && <ErrorNotice error={error} />}
    </div>
  );
}
