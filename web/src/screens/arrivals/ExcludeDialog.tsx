import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { arrivals, exclusions } from '../../api/protocol';
import type { Arrival } from '../../api/protocol-types';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Select } from '../../design/Select';
import { TextArea } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';

interface ExcludeDialogProps {
  readonly item: Arrival;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Sets an arrival aside by an entry of the AOO's list: what is on no list is registered. */
export function ExcludeDialog({ item, onDone, onClose }: ExcludeDialogProps) {
  const say = useTexts();
  const query = useQuery({ queryKey: ['exclusions'], queryFn: exclusions.list });
  const [exclusionId, setExclusionId] = useState('');
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const inForce = query.data?.items.filter((each) => each.inForce) ?? [];
  const send = async () => {
    try {
      await arrivals.exclude(item.id, exclusionId, note);
      onDone();
      onClose();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Dialog
      title={say('arrivals.excludeTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('action.back')}</Button>
          <Button look="danger" disabled={exclusionId === ''} onClick={() => void send()}>
            {say('arrivals.exclude')}
          </Button>
        </>
      }
    >
      <p>{say('arrivals.excludeLead', { title: item.title })}</p>
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && inForce.length === 0 && (
        <p>
          {say('arrivals.noExclusions')} <Link to="/exclusions">{say('exclusions.title')}</Link>
        </p>
      )}
      <div className="lf-desk-form">
        <Select
          data-autofocus
          required
          label={say('arrivals.excludeReason')}
          value={exclusionId}
          placeholder="…"
          choices={inForce.map(({ id, title }) => ({ value: id, label: title }))}
          onChoose={setExclusionId}
        />
        <TextArea
          label={say('arrivals.excludeNote')}
          maxLength={1_000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
