import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { emergency, type EmergencyOpening } from '../../api/desks';
import { useMay } from '../../app/session/use-session';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { PageHeader } from '../../design/PageHeader';
import { Skeleton } from '../../design/Skeleton';
import { Table } from '../../design/Table';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { CloseDialog, OpenDialog, ProlongDialog } from './OpeningDialogs';
import { Imports } from './Imports';
import { Stations } from './Stations';
import '../arrivals/arrivals.css';
import './emergency.css';

/** The emergency register (DPR 445/2000 art. 63): when it was open and by whose act, its stations, what was imported. */
export function EmergencyScreen() {
  const say = useTexts();
  const manages = useMay()('protocol.annul');
  const query = useQuery({ queryKey: ['emergency', 'openings'], queryFn: emergency.openings });
  const [isOpening, setIsOpening] = useState(false);
  return (
    <div className="lf-page">
      <PageHeader
        title={say('emergency.title')}
        back={{ to: '/registrations', label: say('registry.title') }}
        lead={say('emergency.lead')}
        actions={
          manages && (
            <Button look="primary" onClick={() => setIsOpening(true)}>
              {say('emergency.open')}
            </Button>
          )
        }
      />
      {query.isPending && <Skeleton />}
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && (
        <EmptyState icon="it-warning-circle" title={say('emergency.none')}>
          {say('emergency.noneText')}
        </EmptyState>
      )}
      {query.data && query.data.items.length > 0 && <Openings items={query.data.items} manages={manages} />}
      {manages && <Stations />}
      {manages && <Imports />}
      {isOpening && <OpenDialog onClose={() => setIsOpening(false)} />}
    </div>
  );
}

interface OpeningsProps {
  readonly items: readonly EmergencyOpening[];
  readonly manages: boolean;
}

function Openings({ items, manages }: OpeningsProps) {
  const say = useTexts();
  return (
    <section className="lf-card lf-card-flush">
      <Table
        label={say('emergency.openings')}
        columns={[
          say('emergency.period'),
          say('emergency.cause'),
          say('emergency.acts'),
          say('emergency.operations'),
          say('emergency.state'),
        ]}
      >
        {items.map((opening) => (
          <Opening key={opening.id} opening={opening} manages={manages} />
        ))}
      </Table>
    </section>
  );
}

function Opening({ opening, manages }: { readonly opening: EmergencyOpening; readonly manages: boolean }) {
  const say = useTexts();
  const format = useFormat();
  const [dialog, setDialog] = useState<'prolong' | 'close' | null>(null);
  const at = (instant: string) => `${format.day(instant.slice(0, 10))} ${format.time(instant)}`;
  const { cause, openedAt, closedAt, acts, operations } = opening;
  const shut = () => setDialog(null);
  return (
    <tr>
      <td>
        <b>{at(openedAt)}</b>
        {closedAt !== null && <br />}
        {closedAt !== null && `– ${at(closedAt)}`}
      </td>
      <td data-label={say('emergency.cause')}>{cause}</td>
      <td data-label={say('emergency.acts')}>
        {acts.map(({ actReference, until }) => (
          <p key={until} className="mb-1">
            {actReference} <span className="lf-soft">{say('emergency.until', { at: at(until) })}</span>
          </p>
        ))}
      </td>
      <td data-label={say('emergency.operations')}>{operations}</td>
      <td>
        <Badge tone={closedAt === null ? 'warning' : 'neutral'}>
          {say(closedAt === null ? 'emergency.isOpen' : 'emergency.isClosed')}
        </Badge>
        {manages && closedAt === null && (
          <div className="lf-desk-actions mt-2">
            <Button size="small" onClick={() => setDialog('close')}>
              {say('emergency.close')}
            </Button>
            <Button size="small" look="plain" onClick={() => setDialog('prolong')}>
              {say('emergency.prolong')}
            </Button>
          </div>
        )}
        {dialog === 'close' && <CloseDialog id={opening.id} onClose={shut} />}
        {dialog === 'prolong' && (
          <ProlongDialog id={opening.id} from={acts.at(-1)?.until ?? openedAt} onClose={shut} />
        )}
      </td>
    </tr>
  );
}
