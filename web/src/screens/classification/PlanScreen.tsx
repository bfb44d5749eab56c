import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { classification } from '../../api/protocol';
import type { PlanView } from '../../api/protocol-types';
import { useMay } from '../../app/session/use-session';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { PageHeader } from '../../design/PageHeader';
import { SearchField } from '../../design/SearchField';
import { Skeleton } from '../../design/Skeleton';
import { Table } from '../../design/Table';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { NewPlan } from './NewPlan';
import '../arrivals/arrivals.css';

const FOR_EVER = 9_999;

/** The titolario with its history; the records manager publishes the next version. */
export function PlanScreen() {
  const say = useTexts();
  const may = useMay();
  const format = useFormat();
  const query = useQuery({ queryKey: ['plan'], queryFn: classification.plan });
  return (
    <div className="lf-page">
      <PageHeader
        title={say('plan.title')}
        back={{ to: '/registrations', label: say('registry.title') }}
        lead={say('plan.lead')}
      />
      {query.isPending && <Skeleton />}
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && query.data.versions.length > 0 && (
        <section className="lf-card">
          <h2>{say('plan.versions')}</h2>
          <ul>
            {query.data.versions.map(({ id, name, validFrom, actReference }) => (
              <li key={id}>{say('plan.version', { name, day: format.day(validFrom), act: actReference })}</li>
            ))}
          </ul>
        </section>
      )}
      {query.data && <Entries entries={query.data.entries} />}
      {query.data && may('protocol.manage') && <NewPlan plan={query.data} />}
    </div>
  );
}

function Entries({ entries }: { readonly entries: PlanView['entries'] }) {
  const say = useTexts();
  const [search, setSearch] = useState('');
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = entries.filter(({ code, title }) =>
    words.every((word) => `${code} ${title}`.toLowerCase().includes(word)),
  );
  return (
    <section className="lf-card lf-card-flush">
      <div className="lf-desk-pad">
        <SearchField label={say('plan.search')} value={search} onSearch={setSearch} />
      </div>
      {shown.length === 0 ? (
        <EmptyState icon="it-list" title={say('plan.none')} />
      ) : (
        <Table
          label={say('plan.title')}
          columns={[say('plan.code'), say('plan.name'), say('plan.days'), say('plan.retention')]}
        >
          {shown.map((entry) => (
            <EntryRow key={`${entry.code} ${entry.validFrom}`} entry={entry} />
          ))}
        </Table>
      )}
    </section>
  );
}

function EntryRow({ entry }: { readonly entry: PlanView['entries'][number] }) {
  const say = useTexts();
  const format = useFormat();
  const { code, title, validFrom, validTo, retentionYears: years, inForce, successor } = entry;
  return (
    <tr>
      <td className="lf-nowrap">
        <b>{code}</b>
      </td>
      <td>{inForce ? title : <s>{title}</s>}</td>
      <td data-label={say('plan.days')}>
        {say('exclusions.since', { day: format.day(validFrom) })}{' '}
        {validTo && say('exclusions.until', { day: format.day(validTo) })}{' '}
        {successor && say('plan.successor', { code: successor })}
      </td>
      <td data-label={say('plan.retention')}>
        {years !== null && (years === FOR_EVER ? say('plan.forEver') : say('plan.years', { years }))}
      </td>
    </tr>
  );
}
