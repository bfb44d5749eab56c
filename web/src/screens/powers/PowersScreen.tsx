import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { powers } from '../../api/endpoints';
import type { PowersView } from '../../api/types';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { PageHeader } from '../../design/PageHeader';
import { Skeleton } from '../../design/Skeleton';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { ReasonDialog } from '../request/ReasonDialog';
import { AbsenceDialog } from './AbsenceDialog';
import { DelegationDialog } from './DelegationDialog';
import './powers.css';

type Asking = 'delegation' | 'absence' | { readonly revoke: string } | null;

/** Who acts in whose place: delegations, absences with their substitutes, and days that nobody covers. */
export function PowersScreen() {
  const say = useTexts();
  const client = useQueryClient();
  const view = useQuery({ queryKey: ['powers'], queryFn: powers.list });
  const [asking, setAsking] = useState<Asking>(null);
  const refresh = () => void client.invalidateQueries({ queryKey: ['powers'] });
  const close = () => {
    setAsking(null);
    refresh();
  };
  return (
    <div className="lf-page lf-stack">
      <PageHeader
        title={say('powers.title')}
        lead={say('powers.lead')}
        actions={
          <>
            <Button icon="it-calendar" onClick={() => setAsking('absence')}>
              {say('powers.addAbsence')}
            </Button>
            <Button look="primary" icon="it-plus" onClick={() => setAsking('delegation')}>
              {say('powers.addDelegation')}
            </Button>
          </>
        }
      />
      {view.isPending && <Skeleton rows={4} />}
      {view.isError && <ErrorNotice error={view.error} onRetry={() => void view.refetch()} />}
      {view.data && <Delegations view={view.data} onRevoke={(revoke) => setAsking({ revoke })} />}
      {view.data && <Absences view={view.data} onEnd={(id) => void powers.endAbsence(id).then(refresh)} />}
      <Cover />
      {asking === 'delegation' && <DelegationDialog onClose={close} />}
      {asking === 'absence' && <AbsenceDialog onClose={close} />}
      {asking !== null && typeof asking === 'object' && (
        <ReasonDialog
          title={say('powers.revoke')}
          lead={say('powers.revokeLead')}
          submit={say('powers.revoke')}
          onSubmit={async (reason) => {
            await powers.revoke(asking.revoke, reason);
          }}
          onClose={close}
        />
      )}
    </div>
  );
}

function Delegations({
  view,
  onRevoke,
}: {
  readonly view: PowersView;
  readonly onRevoke: (id: string) => void;
}) {
  const say = useTexts();
  const format = useFormat();
  return (
    <section className="lf-card">
      <h2>{say('powers.delegations')}</h2>
      {view.delegations.length === 0 && (
        <EmptyState icon="it-user" title={say('powers.noDelegation')}>
          {say('powers.noDelegationText')}
        </EmptyState>
      )}
      <ul className="lf-powers">
        {view.delegations.map((each) => (
          <li key={each.id}>
            <p>
              <b>{say('powers.from', { delegator: each.delegator, delegate: each.delegate })}</b>{' '}
              <Badge tone={each.inForce ? 'good' : 'neutral'}>
                {say(
                  each.revokedAt ? 'powers.revoked' : each.inForce ? 'powers.inForce' : 'powers.notInForce',
                )}
              </Badge>
            </p>
            <p className="lf-soft">
              {say('powers.days', { from: format.day(each.validFrom), to: format.day(each.validTo) })} ·{' '}
              {each.actReference} · {each.kinds.map((kind) => say(`stepKind.${kind as 'SIGN'}`)).join(', ')}
              {each.amountLimit !== null && ` · ${say('powers.upTo', { amount: each.amountLimit })}`}
            </p>
            <p>{each.revocationReason ?? each.reason}</p>
            {each.revocable && (
              <Button size="small" look="danger" onClick={() => onRevoke(each.id)}>
                {say('powers.revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Absences({ view, onEnd }: { readonly view: PowersView; readonly onEnd: (id: string) => void }) {
  const say = useTexts();
  const format = useFormat();
  if (view.absences.length === 0 && view.substitutes.length === 0) return null;
  return (
    <section className="lf-card">
      <h2>{say('powers.absences')}</h2>
      <ul className="lf-powers">
        {view.absences.map((each) => (
          <li key={each.id}>
            <p>
              <b>{each.person}</b>{' '}
              {say('powers.days', { from: format.day(each.validFrom), to: format.day(each.validTo) })}
            </p>
            <p className="lf-soft">{each.reason}</p>
            {each.endedAt === null && (
              <Button size="small" onClick={() => onEnd(each.id)}>
                {say('powers.endAbsence')}
              </Button>
            )}
          </li>
        ))}
        {view.substitutes.map((each) => (
          <li key={`${each.personId}-${each.position}`}>
            {say('powers.substitute', {
              person: each.person,
              number: each.position + 1,
              substitute: each.substitute,
            })}{' '}
            <span className="lf-soft">{each.actReference}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Cover() {
  const say = useTexts();
  const format = useFormat();
  const cover = useQuery({ queryKey: ['powers', 'cover'], queryFn: powers.cover });
  if (!cover.data) return null;
  const { uncovered, days } = cover.data;
  return (
    <section className="lf-card">
      <h2>{say('powers.cover')}</h2>
      {uncovered.length === 0 ? (
        <p>{say('powers.covered', { days })}</p>
      ) : (
        <ul className="lf-powers">
          {uncovered.map((each) => (
            <li key={`${each.day}-${each.officeId}-${each.role}`}>
              <Badge tone="warning">{format.day(each.day)}</Badge> {each.office} ·{' '}
              {say(`role.${each.role as 'signer'}`)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
