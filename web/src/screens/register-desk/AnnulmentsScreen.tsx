import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { newKey } from '../../api/client';
import { annulments } from '../../api/endpoints';
import type { AnnulmentDesk } from '../../api/types';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { PageHeader } from '../../design/PageHeader';
import { Skeleton } from '../../design/Skeleton';
import { TextField } from '../../design/TextField';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import './register-desk.css';

const KEY = ['annulments'];

/** What waits for the records manager: requests to annul, one or many decided with one act, and numbers to annul. */
export function AnnulmentsScreen() {
  const say = useTexts();
  const query = useQuery({ queryKey: KEY, queryFn: annulments.desk });
  return (
    <div className="lf-page">
      <PageHeader
        title={say('annulments.title')}
        back={{ to: '/registrations', label: say('registry.title') }}
        lead={say('annulments.lead')}
      />
      {query.isPending && <Skeleton rows={4} />}
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Waiting waiting={query.data.waiting} />}
      {query.data && query.data.toAnnul.length > 0 && <ToAnnul entries={query.data.toAnnul} />}
    </div>
  );
}

function Waiting({ waiting }: { readonly waiting: AnnulmentDesk['waiting'] }) {
  const say = useTexts();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setChosen(
      (before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]),
    );
  if (waiting.length === 0) return <EmptyState icon="it-check-circle" title={say('annulments.none')} />;
  return (
    <section className="lf-card lf-desk-list">
      <ul>
        {waiting.map((request) => (
          <li key={request.requestId}>
            <Checkbox
              label={say('annulments.choose', { number: request.number, year: request.year })}
              checked={chosen.has(request.requestId)}
              onToggle={() => toggle(request.requestId)}
            />
            <RequestFacts request={request} />
          </li>
        ))}
      </ul>
      <Decision ids={[...chosen]} onDecided={() => setChosen(new Set())} />
    </section>
  );
}

function RequestFacts({ request }: { readonly request: AnnulmentDesk['waiting'][number] }) {
  const say = useTexts();
  const format = useFormat();
  return (
    <div>
      <p>
        <Link to={`/registrations/${request.registrationId}`}>{request.subject}</Link>
      </p>
      <p>
        {say(`annulments.scope.${request.scope}`)}: {request.reason}
      </p>
      <p className="lf-soft">
        {say('annulments.asked', { person: request.askedBy, day: format.day(request.askedAt.slice(0, 10)) })}
      </p>
    </div>
  );
}

/** One act for all that is chosen; refusing needs none. */
function Decision({ ids, onDecided }: { readonly ids: readonly string[]; readonly onDecided: () => void }) {
  const say = useTexts();
  const client = useQueryClient();
  const [act, setAct] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const decide = async (granted: boolean) => {
    setBusy(true);
    setError(null);
    try {
      await annulments.decide({ requestIds: [...ids], granted, actReference: act }, newKey());
      setAct('');
      onDecided();
      await client.invalidateQueries({ queryKey: KEY });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="lf-desk-decision">
      {error !== null && <ErrorNotice error={error} />}
      <TextField
        label={say('annulments.act')}
        maxLength={500}
        value={act}
        onChange={(event) => setAct(event.target.value)}
      />
      <Button look="danger" busy={busy} disabled={ids.length === 0} onClick={() => void decide(true)}>
        {say('annulments.grant', { count: ids.length })}
      </Button>
      <Button disabled={ids.length === 0 || busy} onClick={() => void decide(false)}>
        {say('annulments.refuse')}
      </Button>
    </div>
  );
}

function ToAnnul({ entries }: { readonly entries: AnnulmentDesk['toAnnul'] }) {
  const say = useTexts();
  return (
    <section className="lf-card">
      <h2>{say('annulments.toAnnul')}</h2>
      <p className="lf-soft">{say('annulments.toAnnulHint')}</p>
      <ul>
        {entries.map((entry) => (
          <li key={entry.registrationId}>
            <Link to={`/registrations/${entry.registrationId}`}>
              {entry.number}/{entry.year}
            </Link>{' '}
            {entry.subject}
          </li>
        ))}
      </ul>
    </section>
  );
}
