import { useQuery } from '@tanstack/react-query';
import { requests } from '../../api/endpoints';
import type { Book } from '../../api/types';
import { Notice } from '../../design/Notice';
import { useTexts } from '../../texts/use-texts';
import { type FormState, routeOf } from './form-state';
import type { FileEntry } from './use-files';

interface ContentChecksProps {
  readonly form: FormState;
  readonly book: Book | undefined;
  readonly files: readonly FileEntry[];
}

/** What the text of the act says that the plico or the route does not: told while it can still be put right. */
export function ContentChecks({ form, book, files }: ContentChecksProps) {
  const say = useTexts();
  const [main, ...annexes] = files.flatMap(({ documentId, toSign }) =>
    documentId ? [{ documentId, toSign }] : [],
  );
  const route = routeOf(form.steps.filter((step) => step.kind === 'SIGN' && step.holders.length > 0));
  const body = { bookId: book?.id ?? '', mainDocumentId: main?.documentId ?? '', annexes, route };
  const { data } = useQuery({
    queryKey: ['content-checks', body],
    queryFn: () => requests.check(body),
    enabled: main !== undefined && book !== undefined && route.length > 0,
    placeholderData: (before) => before,
    retry: false,
  });
  if (!main || !data || data.notices.length === 0) return null;
  return (
    <Notice tone="warning" announce title={say('checks.title', { count: data.notices.length })}>
      <ul>
        {data.notices.map(({ code, text, remedy }) => (
          <li key={code}>
            {text}. <span className="lf-soft">{remedy}</span>
          </li>
        ))}
      </ul>
      <p className="lf-soft">{say('checks.hint')}</p>
    </Notice>
  );
}
