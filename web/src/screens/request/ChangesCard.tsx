import { useQuery } from '@tanstack/react-query';
import { requests } from '../../api/endpoints';
import type { ChangesView, RequestDetail } from '../../api/types';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Skeleton } from '../../design/Skeleton';
import { useTexts } from '../../texts/use-texts';

const UNDER_WAY = ['CHECKING', 'IN_ROUTE', 'SUSPENDED'];

/** What a new revision says that the one before did not; open while somebody still decides on it. */
export function ChangesCard({ request }: { readonly request: RequestDetail }) {
  const say = useTexts();
  const { id, revision, state } = request;
  const { data, error } = useQuery({
    queryKey: ['request', id, 'changes', revision],
    queryFn: ({ signal }) => requests.changes(id, signal),
    enabled: revision > 1,
    staleTime: Infinity,
  });
  if (revision === 1) return null;
  return (
    <details className="lf-card lf-changes" open={UNDER_WAY.includes(state)}>
      <summary>
        <h2>{say('changes.title', { revision: revision - 1 })}</h2>
      </summary>
      {error && <ErrorNotice error={error} />}
      {!data && !error && <Skeleton rows={3} />}
      {data?.returnReason && <p>{say('changes.reason', { reason: data.returnReason })}</p>}
      {data?.files.map((file, index) => (
        <FileChanges key={index} file={file} />
      ))}
    </details>
  );
}

function FileChanges({ file }: { readonly file: ChangesView['files'][number] }) {
  const say = useTexts();
  return (
    <section>
      <h3>{file.fileName}</h3>
      {file.outcome === 'CHANGED' ? (
        <p className="lf-changed-text">
          {file.changes.map(({ kind, text }, index) => (
            <Piece key={index} kind={kind} text={text} />
          ))}
        </p>
      ) : (
        <p className="lf-soft">{say(`changes.${file.outcome}`)}</p>
      )}
    </section>
  );
}

/** Said as well as coloured: who hears the page, or sees no colours, knows what went and what came. */
function Piece({ kind, text }: ChangesView['files'][number]['changes'][number]) {
  const say = useTexts();
  if (kind === 'SAME') return <span>{text}</span>;
  const Mark = kind === 'ADDED' ? 'ins' : 'del';
  return (
    <Mark>
      <span className="visually-hidden">{say(kind === 'ADDED' ? 'changes.added' : 'changes.removed')} </span>
      {text}
    </Mark>
  );
}
