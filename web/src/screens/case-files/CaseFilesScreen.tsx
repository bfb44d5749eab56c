import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { caseFiles } from '../../api/protocol';
import type { CaseFileView } from '../../api/protocol-types';
import { useDebounced } from '../../app/use-debounced';
import { Badge } from '../../design/Badge';
import { Button, ButtonLink } from '../../design/Button';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { LoadMore } from '../../design/LoadMore';
import { PageHeader } from '../../design/PageHeader';
import { SearchField } from '../../design/SearchField';
import { Select } from '../../design/Select';
import { Skeleton } from '../../design/Skeleton';
import { Table } from '../../design/Table';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { NewCaseFile } from './NewCaseFile';
import '../arrivals/arrivals.css';

/** Case files and series, found by their subject and state. */
export function CaseFilesScreen() {
  const say = useTexts();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [state, setState] = useState('');
  const [isOpening, setIsOpening] = useState(false);
  const search = useDebounced(typed.trim());
  return (
    <div className="lf-page">
      <PageHeader
        title={say('caseFiles.title')}
        lead={say('caseFiles.lead')}
        actions={
          <>
            <Button look="primary" icon="it-plus" onClick={() => setIsOpening(true)}>
              {say('caseFiles.new')}
            </Button>
            <ButtonLink to="/filing-desk">{say('filing.title')}</ButtonLink>
          </>
        }
      />
      {isOpening && (
        <NewCaseFile
          parent={null}
          onOpened={({ id }) => void navigate(`/case-files/${id}`)}
          onClose={() => setIsOpening(false)}
        />
      )}
      <section className="lf-card lf-card-flush">
        <div className="lf-desk-pad lf-desk-form lf-desk-form-2">
          <SearchField label={say('caseFiles.search')} value={typed} onSearch={setTyped} />
          <Select
            label={say('caseFiles.state')}
            value={state}
            placeholder={say('caseFiles.anyState')}
            choices={(['OPEN', 'CLOSED'] as const).map((each) => ({
              value: each,
              label: say(`caseFiles.${each}`),
            }))}
            onChoose={setState}
          />
        </div>
        <Results search={search} state={state} />
      </section>
    </div>
  );
}

function Results({ search, state }: { readonly search: string; readonly state: string }) {
  const say = useTexts();
  const query = useInfiniteQuery({
    queryKey: ['case-files', search, state],
    queryFn: ({ pageParam, signal }) =>
      caseFiles.list(
        { ...(search && { search }), ...(state && { state }), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  if (query.isPending) return <Skeleton />;
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState icon="it-folder" title={say('caseFiles.none')} />;
  return (
    <>
      <CaseFileTable items={items} />
      <LoadMore
        shown={items.length}
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoad={() => void query.fetchNextPage()}
      />
    </>
  );
}

export function CaseFileTable({ items }: { readonly items: readonly CaseFileView[] }) {
  const say = useTexts();
  const format = useFormat();
  return (
    <Table
      label={say('caseFiles.title')}
      columns={[
        say('caseFiles.code'),
        say('caseFiles.subject'),
        say('caseFiles.type'),
        say('caseFiles.state'),
      ]}
    >
      {items.map((item) => (
        <tr key={item.id}>
          <td className="lf-nowrap">
            <Link to={`/case-files/${item.id}`}>
              <b>{item.code}</b>
            </Link>
          </td>
          <td>
            {item.subject} {item.reserved && <Badge tone="warning">{say('caseFiles.reserved')}</Badge>}
          </td>
          <td data-label={say('caseFiles.type')}>
            <TypeText file={item} />
          </td>
          <td data-label={say('caseFiles.state')}>
            <Badge tone={item.state === 'OPEN' ? 'good' : 'neutral'}>{say(`caseFiles.${item.state}`)}</Badge>{' '}
            <span className="lf-soft">{format.day(item.openedOn)}</span>
          </td>
        </tr>
      ))}
    </Table>
  );
}

export function TypeText({ file }: { readonly file: CaseFileView }) {
  const say = useTexts();
  if (file.yearly) return say('caseFiles.yearly');
  if (file.kind !== 'CASE_FILE') return say(`caseFiles.kind.${file.kind}`);
  return file.type ? say(`caseFiles.type.${file.type}`) : null;
}
