import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/client';
import { exclusions } from '../../api/protocol';
import type { ExclusionList } from '../../api/protocol-types';
import { useMay } from '../../app/session/use-session';
import { Button } from '../../design/Button';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { PageHeader } from '../../design/PageHeader';
import { Skeleton } from '../../design/Skeleton';
import { TextField } from '../../design/TextField';
import { Table } from '../../design/Table';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import './arrivals.css';

const KEY = ['exclusions'];
const EMPTY = { code: '', title: '', reason: '' };

/** What the AOO does not register, and why; the records manager keeps the list. */
export function ExclusionsScreen() {
  const say = useTexts();
  const may = useMay();
  const client = useQueryClient();
  const query = useQuery({ queryKey: KEY, queryFn: exclusions.list });
  const [error, setError] = useState<unknown>(null);
  const change = async (doing: Promise<unknown>): Promise<boolean> => {
    setError(null);
    try {
      await doing;
      await client.invalidateQueries({ queryKey: KEY });
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    }
  };
  const manages = may('protocol.manage');
  return (
    <div className="lf-page">
      <PageHeader
        title={say('exclusions.title')}
        back={{ to: '/arrivals', label: say('arrivals.title') }}
        lead={say('exclusions.lead')}
        actions={
          manages && (
            <Button onClick={() => void change(exclusions.addThoseOfTheLaw())}>
              {say('exclusions.ofTheLaw')}
            </Button>
          )
        }
      />
      {error !== null && <ErrorNotice error={error} />}
      {query.isPending && <Skeleton />}
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <EmptyState icon="it-list" title={say('exclusions.none')} />}
      {query.data && query.data.items.length > 0 && (
        <Entries items={query.data.items} onEnd={manages ? (id) => void change(exclusions.end(id)) : null} />
      )}
      {manages && <AddExclusion onAdd={(entry) => change(exclusions.add(entry, newKey()))} />}
    </div>
  );
}

function Entries({
  items,
  onEnd,
}: {
  readonly items: ExclusionList['items'];
  readonly onEnd: ((id: string) => void) | null;
}) {
  const say = useTexts();
  const format = useFormat();
  return (
    <section className="lf-card lf-card-flush">
      <Table
        label={say('exclusions.title')}
        columns={[say('exclusions.entry'), say('exclusions.reason'), say('exclusions.days')]}
      >
        {items.map((item) => (
          <tr key={item.id}>
            <td>
              <b>{item.title}</b>
            </td>
            <td data-label={say('exclusions.reason')}>{item.reason}</td>
            <td data-label={say('exclusions.days')}>
              {say('exclusions.since', { day: format.day(item.validFrom) })}{' '}
              {item.validTo && say('exclusions.until', { day: format.day(item.validTo) })}
              {item.validTo === null && onEnd && (
                <Button size="small" look="plain" onClick={() => onEnd(item.id)}>
                  {say('exclusions.end')}
                  <span className="visually-hidden">: {item.title}</span>
                </Button>
              )}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

function AddExclusion({ onAdd }: { readonly onAdd: (entry: typeof EMPTY) => Promise<boolean> }) {
  const say = useTexts();
  const [entry, setEntry] = useState(EMPTY);
  const isWhole = Object.values(entry).every((text) => text.trim() !== '');
  const field = (name: keyof typeof EMPTY, label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      maxLength={name === 'code' ? 40 : 300}
      value={entry[name]}
      onChange={(event) => setEntry({ ...entry, [name]: event.target.value })}
    />
  );
  return (
    <section className="lf-card lf-desk-form">
      <h2>{say('exclusions.add')}</h2>
      {field('code', say('exclusions.code'), say('exclusions.codeHint'))}
      {field('title', say('exclusions.entry'))}
      {field('reason', say('exclusions.reason'))}
      <div>
        <Button disabled={!isWhole} onClick={() => void onAdd(entry).then((done) => done && setEntry(EMPTY))}>
          {say('exclusions.add')}
        </Button>
      </div>
    </section>
  );
}
