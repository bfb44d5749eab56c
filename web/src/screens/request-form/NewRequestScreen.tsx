import { useQuery } from '@tanstack/react-query';
import { requests } from '../../api/endpoints';
import { ErrorNotice } from '../../design/ErrorNotice';
import { PageHeader } from '../../design/PageHeader';
import { Skeleton } from '../../design/Skeleton';
import { useTexts } from '../../texts/use-texts';
import { RequestForm } from './RequestForm';

export function NewRequestScreen() {
  const say = useTexts();
  const books = useQuery({ queryKey: ['books'], queryFn: requests.books, staleTime: Infinity });
  return (
    <div className="lf-page lf-page-narrow">
      <PageHeader title={say('form.titleNew')} back={{ to: '/requests', label: say('requests.title') }} />
      {books.isPending && <Skeleton rows={5} />}
      {books.isError && <ErrorNotice error={books.error} onRetry={() => void books.refetch()} />}
      {books.data && <RequestForm books={books.data.items} draft={null} />}
    </div>
  );
}
