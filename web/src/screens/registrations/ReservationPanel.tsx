import { useState } from 'react';
import { reservation } from '../../api/desks';
import type { RegistrationDetail } from '../../api/types';
import { FormDialog } from '../../app/FormDialog';
import { useMay } from '../../app/session/use-session';
import { useAction } from '../../app/use-action';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { TextArea } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';
import type { Holder } from '../request-form/form-state';
import { PersonPicker } from '../request-form/PersonPicker';

/** Who may open it: decided by the records manager, with a reason that stays. */
export function ReservationPanel({ registration }: { readonly registration: RegistrationDetail }) {
  const say = useTexts();
  const may = useMay();
  const [isOpen, setIsOpen] = useState(false);
  const { reserved } = registration;
  if (!reserved && !may('protocol.manage')) return null;
  return (
    <section className="lf-card" aria-labelledby="reservation">
      <h2 id="reservation">{say('reservation.title')}</h2>
      <p>
        <Badge tone={reserved ? 'warning' : 'neutral'} icon={reserved ? 'it-lock' : 'it-unlocked'}>
          {say(reserved ? 'reservation.reserved' : 'reservation.open')}
        </Badge>
      </p>
      {may('protocol.manage') && <Button onClick={() => setIsOpen(true)}>{say('reservation.change')}</Button>}
      {isOpen && <ChangeDialog registration={registration} onClose={() => setIsOpen(false)} />}
    </section>
  );
}

interface ChangeDialogProps {
  readonly registration: RegistrationDetail;
  readonly onClose: () => void;
}

function ChangeDialog({ registration: { id, reserved }, onClose }: ChangeDialogProps) {
  const say = useTexts();
  const [isReserved, setIsReserved] = useState(reserved);
  const [readers, setReaders] = useState<readonly Holder[]>([]);
  const [reason, setReason] = useState('');
  const { busy, error, run } = useAction(['registration', id]);
  const list = isReserved ? readers.map((reader) => reader.id) : null;
  const submit = async () => {
    if (await run(() => reservation.change(id, list, reason.trim()))) onClose();
  };
  return (
    <FormDialog
      title={say('reservation.change')}
      lead={say('reservation.lead')}
      submit={say('reservation.submit')}
      isWhole={reason.trim() !== ''}
      busy={busy}
      error={error}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Checkbox
        data-autofocus
        label={say('incoming.reserved')}
        checked={isReserved}
        onToggle={setIsReserved}
      />
      {isReserved && <Readers readers={readers} onChange={setReaders} />}
      <TextArea
        required
        label={say('reservation.reason')}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}

interface ReadersProps {
  readonly readers: readonly Holder[];
  readonly onChange: (readers: readonly Holder[]) => void;
}

function Readers({ readers, onChange }: ReadersProps) {
  const say = useTexts();
  return (
    <div role="group" aria-label={say('incoming.readers')}>
      {readers.map(({ id, fullName }) => (
        <Button
          key={id}
          size="small"
          icon="it-close"
          onClick={() => onChange(readers.filter((reader) => reader.id !== id))}
        >
          {say('incoming.remove', { name: fullName })}
        </Button>
      ))}
      <PersonPicker
        role={null}
        excluded={readers.map(({ id }) => id)}
        onPick={(reader) => onChange([...readers, reader])}
      />
    </div>
  );
}
