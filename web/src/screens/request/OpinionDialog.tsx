import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Outcome, tasks } from '../../api/endpoints';
import type { RequestDetail } from '../../api/types';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Select } from '../../design/Select';
import { TextArea } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';

const OUTCOMES = ['FAVOURABLE', 'WITH_PRESCRIPTIONS', 'CONTRARY', 'NOT_DUE'] as const;
const SHORTEST = 3;

/** A parere: its outcome and its reasons, on the revision that is shown. */
export function OpinionDialog({
  request,
  onClose,
}: {
  readonly request: RequestDetail;
  readonly onClose: () => void;
}) {
  const say = useTexts();
  const client = useQueryClient();
  const [outcome, setOutcome] = useState<Outcome>('FAVOURABLE');
  const [reasons, setReasons] = useState('');
  const [error, setError] = useState<unknown>(null);
  const { myTask, files } = request;
  const submit = async () => {
    if (!myTask || reasons.trim().length < SHORTEST) return;
    try {
      const sha256 = files[0]?.currentSha256 ?? '';
      await tasks.opinion(myTask.id, { version: myTask.version, sha256, outcome, reasons: reasons.trim() });
      onClose();
    } catch (failure) {
      setError(failure);
    }
    for (const key of ['request', 'queue', 'summary']) void client.invalidateQueries({ queryKey: [key] });
  };
  return (
    <Dialog
      title={say('request.action.give-opinion')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('action.cancel')}</Button>
          <Button look="primary" disabled={reasons.trim().length < SHORTEST} onClick={() => void submit()}>
            {say('request.action.give-opinion')}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorNotice error={error} />}
      <Select<Outcome>
        label={say('opinion.outcome')}
        value={outcome}
        choices={OUTCOMES.map((value) => ({ value, label: say(`opinion.${value}`) }))}
        onChoose={setOutcome}
      />
      <TextArea
        required
        label={say('opinion.reasons')}
        maxLength={4000}
        rows={5}
        value={reasons}
        onChange={(event) => setReasons(event.target.value)}
      />
    </Dialog>
  );
}
