import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey } from '../../api/client';
import { organisation } from '../../api/endpoints';
import { assignments } from '../../api/protocol';
import type { PastAssignment } from '../../api/protocol-types';
import { useMay } from '../../app/session/use-session';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Select } from '../../design/Select';
import { TextField } from '../../design/TextField';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { ReasonDialog } from '../request/ReasonDialog';
import { PersonPicker } from '../request-form/PersonPicker';

/** To whom an entry is and was assigned; operators and heads assign from here. */
export function AssignmentPanel({ registrationId }: { readonly registrationId: string }) {
  const say = useTexts();
  const may = useMay();
  const client = useQueryClient();
  const queryKey = ['registration', registrationId, 'assignments'];
  const query = useQuery({ queryKey, queryFn: () => assignments.ofRegistration(registrationId) });
  const refresh = () => client.invalidateQueries({ queryKey });
  const mayAssign = may('protocol.assign');
  return (
    <section className="lf-card">
      <h2>{say('assignments.panel')}</h2>
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className="lf-soft">{say('assignments.notYet')}</p>}
      <ul className="lf-arrivals-list">
        {query.data?.items.map((item) => (
          <PastItem key={item.id} item={item} mayWithdraw={mayAssign} onChanged={refresh} />
        ))}
      </ul>
      {mayAssign && <AssignForm registrationId={registrationId} onDone={refresh} />}
    </section>
  );
}

interface PastItemProps {
  readonly item: PastAssignment;
  readonly mayWithdraw: boolean;
  readonly onChanged: () => Promise<void>;
}

function PastItem({ item, mayWithdraw, onChanged }: PastItemProps) {
  const say = useTexts();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const isActive = item.state === 'PENDING' || item.state === 'ACCEPTED';
  return (
    <li>
      <div>
        <p>
          <b>{item.person ?? item.office}</b> <Badge>{say(`assignments.${item.kind}`)}</Badge>{' '}
          <Badge tone={item.state === 'ACCEPTED' ? 'good' : isActive ? 'info' : 'neutral'}>
            {say(`assignments.state.${item.state}`)}
          </Badge>
        </p>
        <p className="lf-soft">
          {say('assignments.by', {
            person: item.assignedBy ?? '',
            day: format.day(item.assignedAt.slice(0, 10)),
          })}{' '}
          {item.note} {item.reason}
        </p>
      </div>
      {isActive && mayWithdraw && (
        <Button size="small" onClick={() => setOpen(true)}>
          {say('assignments.withdraw')}
          <span className="visually-hidden">: {item.person ?? item.office}</span>
        </Button>
      )}
      {open && (
        <ReasonDialog
          title={say('assignments.withdraw')}
          lead={say('assignments.withdrawLead')}
          submit={say('assignments.withdraw')}
          onSubmit={async (reason) => {
            await assignments.withdraw(item.id, item.version, reason);
            await onChanged();
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </li>
  );
}

const KINDS = ['COMPETENCE', 'KNOWLEDGE'] as const;

interface AssignFormProps {
  readonly registrationId: string;
  readonly onDone: () => Promise<void>;
}

function AssignForm({ registrationId, onDone }: AssignFormProps) {
  const say = useTexts();
  const key = useRef(newKey());
  const [officeId, setOfficeId] = useState('');
  const [person, setPerson] = useState<{ id: string; fullName: string } | null>(null);
  const [kind, setKind] = useState<(typeof KINDS)[number]>('COMPETENCE');
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const { data } = useQuery({ queryKey: ['organisation'], queryFn: organisation.view, staleTime: 60_000 });
  const offices = (data?.aoos ?? []).flatMap(({ sectors }) => sectors.flatMap((sector) => sector.offices));
  const send = async () => {
    setError(null);
    try {
      const assignee = { kind, officeId, personId: person?.id ?? null, note: note.trim() || null };
      await assignments.assign(registrationId, { assignees: [assignee] }, key.current);
      setPerson(null);
      setNote('');
      await onDone();
    } catch (failure) {
      setError(failure);
    } finally {
      key.current = newKey();
    }
  };
  return (
    <div className="lf-desk-form lf-desk-form-2">
      <Select
        label={say('assignments.office')}
        value={officeId}
        placeholder="…"
        choices={offices.map(({ id, name }) => ({ value: id, label: name }))}
        onChoose={setOfficeId}
      />
      <Select
        label={say('assignments.kind')}
        value={kind}
        choices={KINDS.map((each) => ({ value: each, label: say(`assignments.${each}`) }))}
        onChoose={setKind}
      />
      <div>
        <PersonPicker role={null} excluded={[]} onPick={setPerson} />
        {person && <p role="status">{say('assignments.chosen', { name: person.fullName })}</p>}
      </div>
      <TextField
        label={say('assignments.note')}
        maxLength={1_000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div>
        <Button look="primary" disabled={officeId === ''} onClick={() => void send()}>
          {say('assignments.assign')}
        </Button>
      </div>
      {error !== null && <ErrorNotice error={error} />}
    </div>
  );
}
