import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from 'react-router';
import { requests } from '../../api/endpoints';
import { ErrorNotice } from '../../design/ErrorNotice';
import { PageHeader } from '../../design/PageHeader';
import { Skeleton } from '../../design/Skeleton';
import { useTexts } from '../../texts/use-texts';
import { RequestNotices } from '../request/RequestNotices';
import { RequestForm } from './RequestForm';

/** A draft, or a request that came back and was opened again. */
export function EditRequestScreen() {
  const say = useTexts();
  const { id = '' } = useParams();
  const books = useQuery({ queryKey: ['books'], queryFn: requests.books, staleTime: Infinity });
  const draft = useQuery({
    queryKey: ['request', id],
    queryFn: ({ signal }) => requests.one(id, signal),
    refetchOnWindowFocus: false,
  });
  const error = draft.error ?? books.error;
  if (draft.data && draft.data.state !== 'DRAFT') return <Navigate to={`/requests/${id}`} replace />;
  return (
    <div className="lf-page lf-page-narrow">
      <PageHeader
        title={say('form.titleEdit')}
        back={{ to: `/requests/${id}`, label: draft.data?.subject ?? '' }}
      />
      {error && (
        <ErrorNotice error={error} onRetry={() => void Promise.all([draft.refetch(), books.refetch()])} />
      )}
      {(draft.isPending || books.isPending) && !error && <Skeleton rows={5} />}
      {draft.data && books.data && (
        <>
          <RequestNotices request={draft.data} />
          <RequestForm key={`${id}-${draft.data.revision}`} books={books.data.items} draft={draft.data} />
        </>
      )}
    </div>
  );
}
