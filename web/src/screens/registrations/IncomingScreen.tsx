import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { arrivals } from '../../api/protocol';
import type { Direction, RegistrationDetail } from '../../api/types';
import { ChipGroup } from '../../design/ChipGroup';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Notice } from '../../design/Notice';
import { PageHeader } from '../../design/PageHeader';
import { Skeleton } from '../../design/Skeleton';
import { useTexts } from '../../texts/use-texts';
import { IncomingForm } from './IncomingForm';
import '../request-form/request-form.css';
import './registrations.css';

/** Registration of what arrives, without a mouse: after each one the number, and what comes next. */
export function IncomingScreen() {
  const say = useTexts();
  const [params, setParams] = useSearchParams();
  const arrivalId = params.get('arrival');
  const direction = directionOf(params);
  const [done, setDone] = useState<RegistrationDetail | null>(null);
  const [copied, setCopied] = useState(false);
  const finish = (registration: RegistrationDetail) => {
    setDone(registration);
    setCopied(false);
    setParams(direction === 'INCOMING' ? {} : { direction }, { replace: true });
    navigator.clipboard.writeText(registration.number).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <div className="lf-page lf-page-narrow">
      <PageHeader
        title={say(`incoming.title.${direction}`)}
        back={
          direction === 'INCOMING'
            ? { to: '/arrivals', label: say('arrivals.title') }
            : { to: '/registrations', label: say('registry.title') }
        }
        lead={<span className="lf-incoming-keys">{say('incoming.keys')}</span>}
      />
      {arrivalId === null && (
        <Directions chosen={direction} onChoose={(next) => setParams({ direction: next })} />
      )}
      <div role="status">
        {done && (
          <Notice tone="good" title={say('incoming.done', { number: done.number })}>
            <p>
              {done.subject} {copied && <span>· {say('incoming.copied')}</span>}{' '}
              <Link to={`/registrations/${done.id}`}>{say('incoming.open')}</Link>
            </p>
          </Notice>
        )}
      </div>
      {arrivalId === null ? (
        <IncomingForm
          key={`${direction} ${done?.id ?? 'first'}`}
          direction={direction}
          arrival={null}
          onDone={finish}
        />
      ) : (
        <OfArrival key={arrivalId} id={arrivalId} onDone={finish} />
      )}
    </div>
  );
}

function OfArrival({
  id,
  onDone,
}: {
  readonly id: string;
  readonly onDone: (registration: RegistrationDetail) => void;
}) {
  const query = useQuery({ queryKey: ['arrival', id], queryFn: () => arrivals.one(id) });
  if (query.data) return <IncomingForm arrival={query.data} onDone={onDone} />;
  return query.error ? (
    <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
  ) : (
    <Skeleton rows={5} />
  );
}

const DIRECTIONS: readonly Direction[] = ['INCOMING', 'OUTGOING', 'INTERNAL'];

function directionOf(params: URLSearchParams): Direction {
  return DIRECTIONS.find((direction) => direction === params.get('direction')) ?? 'INCOMING';
}

interface DirectionsProps {
  readonly chosen: Direction;
  readonly onChoose: (direction: Direction) => void;
}

function Directions({ chosen, onChoose }: DirectionsProps) {
  const say = useTexts();
  return (
    <ChipGroup
      label={say('registry.direction')}
      chips={DIRECTIONS.map((id) => ({ id, label: say(`registry.direction.${id}`) }))}
      current={chosen}
      onChoose={onChoose}
    />
  );
}
