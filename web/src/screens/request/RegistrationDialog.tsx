import { useState } from 'react';
import { requests } from '../../api/endpoints';
import type { RequestDetail } from '../../api/types';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { ErrorNotice } from '../../design/ErrorNotice';
import { useTexts } from '../../texts/use-texts';
import { formOf, registrationOf } from '../request-form/form-state';
import { ProtocolEditor } from '../request-form/ProtocolEditor';
import '../request-form/request-form.css';

export type Registering = 'correct-registration' | 'register' | 'register-again';

/** The data that a register is told: corrected, given later, or given again after an annulment. */
export function RegistrationDialog({
  request,
  action,
  onDone,
  onClose,
}: {
  readonly request: RequestDetail;
  readonly action: Registering;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const say = useTexts();
  const [form, setForm] = useState(() => formOf(request, []));
  const [error, setError] = useState<unknown>(null);
  const registration = registrationOf(form);
  const send = async () => {
    if (!registration) return;
    try {
      await requests.act(request.id, action, { version: request.version, registration });
      onDone();
      onClose();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Dialog
      title={say(`request.action.${action}`)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('action.back')}</Button>
          <Button look="primary" disabled={!registration} onClick={() => void send()}>
            {say(`request.action.${action}`)}
          </Button>
        </>
      }
    >
      <p>{say(`request.lead.${action}`)}</p>
      {error !== null && <ErrorNotice error={error} />}
      <ProtocolEditor
        form={form}
        change={(part) => setForm((before) => ({ ...before, ...part }))}
        classificationError={undefined}
        recipientsError={undefined}
      />
    </Dialog>
  );
}
