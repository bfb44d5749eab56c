import { useQuery } from '@tanstack/react-query';
import { arrivals } from '../../api/protocol';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Skeleton } from '../../design/Skeleton';
import { currentLanguage } from '../../texts/language';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

/** What the watched folder brought and was not taken in: each with its reason. */
export function RefusedFiles() {
  const say = useTexts();
  const format = useFormat();
  const query = useQuery({ queryKey: ['arrivals', 'refused'], queryFn: arrivals.refused });
  if (query.isPending) return <Skeleton />;
  if (query.isError)
    return (
      <div className="lf-desk-pad">
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  if (query.data.items.length === 0)
    return <EmptyState icon="it-check-circle" title={say('arrivals.refusedNone')} />;
  return (
    <ul className="lf-arrivals-list">
      {query.data.items.map((item) => (
        <li key={item.id}>
          <div>
            <p>
              <b>{item.fileName}</b>
            </p>
            <p>{item.text[currentLanguage()]}</p>
          </div>
          <p className="lf-soft">
            {format.day(item.at.slice(0, 10))} {format.time(item.at)}
          </p>
        </li>
      ))}
    </ul>
  );
}
