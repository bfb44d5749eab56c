import { useState } from 'react';
import { tasks } from '../../api/endpoints';
import type { RequestDetail, Task } from '../../api/types';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Select } from '../../design/Select';
import { TextArea } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';
import type { Holder } from '../request-form/form-state';
import { PersonPicker } from '../request-form/PersonPicker';

const SHORTEST = 3;

/** Work that may be given to somebody else: what is open, and what was declined or has lost its addressee. */
export function tasksToGive({ steps }: RequestDetail): (Task & { readonly label: string })[] {
  return steps
    .filter((step) => step.state === 'OPEN')
    .flatMap((step) =>
      step.tasks
        .filter(
          ({ doneAt, state, addressee }) =>
            doneAt === null ||
            (['DECLINED_NOT_MINE', 'LAPSED'].includes(state) &&
              step.addressees.some(({ key }) => key === addressee)),
        )
        .map((task) => ({
          ...task,
          label: step.addressees.find(({ key }) => key === task.addressee)?.label ?? task.holder,
        })),
    );
}

/** T17: somebody else is asked in the place of who was; the reason stands in the act's story. */
export function TransferDialog({
  request,
  onDone,
  onClose,
}: {
  readonly request: RequestDetail;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const say = useTexts();
  const open = tasksToGive(request);
  const [taskId, setTaskId] = useState(open[0]?.id ?? '');
  const [to, setTo] = useState<Holder | null>(null);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const task = open.find(({ id }) => id === taskId);
  const isWhole = task !== undefined && to !== null && reason.trim().length >= SHORTEST;
  const send = async () => {
    if (!task || !to) return;
    try {
      const person = { kind: 'person' as const, personId: to.id };
      await tasks.transfer(task.id, { version: task.version, to: person, reason: reason.trim() });
      onDone();
      onClose();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Dialog
      title={say('request.action.transfer')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('action.back')}</Button>
          <Button look="primary" disabled={!isWhole} onClick={() => void send()}>
            {say('request.action.transfer')}
          </Button>
        </>
      }
    >
      <p>{say('request.lead.transfer')}</p>
      {error !== null && <ErrorNotice error={error} />}
      <Choice open={open} task={task} to={to} onTask={setTaskId} onPick={setTo} />
      <TextArea
        required
        label={say('request.reason')}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  );
}

interface ChoiceProps {
  readonly open: ReturnType<typeof tasksToGive>;
  readonly task: ReturnType<typeof tasksToGive>[number] | undefined;
  readonly to: Holder | null;
  readonly onTask: (id: string) => void;
  readonly onPick: (holder: Holder) => void;
}

/** Which work, and to whom. */
function Choice({ open, task, to, onTask, onPick }: ChoiceProps) {
  const say = useTexts();
  return (
    <>
      <Select
        label={say('request.transferFrom')}
        value={task?.id ?? ''}
        choices={open.map(({ id, kind, label }) => ({
          value: id,
          label: `${label} · ${say(`stepKind.${kind}`)}`,
        }))}
        onChoose={onTask}
      />
      <PersonPicker
        role={task?.kind === 'SIGN' ? 'signer' : null}
        excluded={task?.holderId ? [task.holderId] : []}
        onPick={onPick}
      />
      {to && <p role="status">{say('request.transferTo', { name: to.fullName })}</p>}
    </>
  );
}
