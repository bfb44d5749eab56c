import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { caseFiles, filingDesk } from '../../api/protocol';
import type { FilingPage } from '../../api/protocol-types';
import { useDebounced } from '../../app/use-debounced';
import { useMay } from '../../app/session/use-session';
import { Button, ButtonLink } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { Combobox } from '../../design/Combobox';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { LoadMore } from '../../design/LoadMore';
import { Notice } from '../../design/Notice';
import { PageHeader } from '../../design/PageHeader';
import { Skeleton } from '../../design/Skeleton';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import '../arrivals/arrivals.css';

const KEY = ['filing-desk'];

/** What is in no case file: one or many put into a case file, or into the yearly series of their class. */
export function FilingDeskScreen() {
  const say = useTexts();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [filed, setFiled] = useState(0);
  const query = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam, signal }) => filingDesk.list({ ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const toggle = (id: string) => setChosen((before) => toggled(before, id));
  return (
    <div className="lf-page">
      <PageHeader
        title={say('filing.title')}
        back={{ to: '/case-files', label: say('caseFiles.title') }}
        lead={say('filing.lead')}
        actions={<RulesLink />}
      />
      <div role="status">
        {filed > 0 && <Notice tone="good" title={say('filing.done', { count: filed })} />}
      </div>
      {query.isPending && <Skeleton />}
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && items.length === 0 && <EmptyState icon="it-check-circle" title={say('filing.none')} />}
      {items.length > 0 && (
        <>
          <FilingActions
            ids={[...chosen]}
            onFiled={() => {
              setFiled(chosen.size);
              setChosen(new Set());
            }}
          />
          <section className="lf-card lf-card-flush">
            <ul className="lf-arrivals-list">
              {items.map((item) => (
                <Waiting
                  key={item.id}
                  item={item}
                  checked={chosen.has(item.id)}
                  onToggle={() => toggle(item.id)}
                />
              ))}
            </ul>
            <LoadMore
              shown={items.length}
              hasMore={query.hasNextPage}
              isLoading={query.isFetchingNextPage}
              onLoad={() => void query.fetchNextPage()}
            />
          </section>
        </>
      )}
    </div>
  );
}

interface WaitingProps {
  readonly item: FilingPage['items'][number];
  readonly checked: boolean;
  readonly onToggle: () => void;
}

function Waiting({ item, checked, onToggle }: WaitingProps) {
  const say = useTexts();
  const format = useFormat();
  return (
    <li>
      <div>
        <Checkbox
          label={say('filing.choose', { number: item.number, year: item.year })}
          checked={checked}
          onToggle={onToggle}
        />
        <p>
          <Link to={`/registrations/${item.id}`}>{item.subject}</Link>
        </p>
        <p className="lf-soft">
          {item.classificationCode} · {format.day(item.registeredOn)} · {item.correspondents.join(', ')}
        </p>
      </div>
    </li>
  );
}

function FilingActions({ ids, onFiled }: { readonly ids: readonly string[]; readonly onFiled: () => void }) {
  const say = useTexts();
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const file = async (filing: Promise<unknown>) => {
    setError(null);
    try {
      await filing;
      onFiled();
      await client.invalidateQueries({ queryKey: KEY });
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <section className="lf-card lf-desk-form lf-desk-form-2">
      <CaseFilePicker onPick={(id) => void file(caseFiles.file(id, ids))} />
      <div>
        <p role="status">{say('filing.chosen', { count: ids.length })}</p>
        <Button disabled={ids.length === 0} onClick={() => void file(filingDesk.intoYearlySeries(ids))}>
          {say('filing.yearly')}
        </Button>
      </div>
      {error !== null && <ErrorNotice error={error} />}
    </section>
  );
}

function CaseFilePicker({ onPick }: { readonly onPick: (id: string) => void }) {
  const say = useTexts();
  const [text, setText] = useState('');
  const search = useDebounced(text.trim());
  const { data } = useQuery({
    queryKey: ['case-files', 'open', search],
    queryFn: ({ signal }) => caseFiles.list({ state: 'OPEN', ...(search && { search }) }, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <Combobox
      label={say('filing.into')}
      text={text}
      onText={setText}
      suggestions={(data?.items ?? [])
        .slice(0, 20)
        .map(({ id, code, subject }) => ({ id, label: code, detail: subject }))}
      onChoose={({ id }) => {
        onPick(id);
        setText('');
      }}
    />
  );
}

function RulesLink() {
  const say = useTexts();
  const may = useMay();
  return may('protocol.register') && <ButtonLink to="/desk-rules">{say('rules.title')}</ButtonLink>;
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set(ids.has(id) ? [...ids].filter((each) => each !== id) : [...ids, id]);
}
