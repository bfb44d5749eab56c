import { ApiProblem } from '../api/problem';
import { useTexts, type Say } from '../texts/use-texts';
import { Button } from './Button';
import { CopyText } from './CopyText';
import { Notice } from './Notice';

/** From here on it is the service's fault, and the help desk will want the request's code. */
const FAULT = 500;

interface ErrorNoticeProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

export function titleOf(error: unknown, say: Say): string {
  if (!(error instanceof ApiProblem)) return say('error.title');
  if (error.isUnreachable) return say('error.unreachable');
  return error.problem.title || say('error.unexpected', { status: error.status });
}

/** In one sentence, for a line that has no room for more. */
export function reasonOf(error: unknown, say: Say): string {
  if (error instanceof ApiProblem && error.problem.detail) return error.problem.detail;
  return titleOf(error, say);
}

/** What went wrong in the service's words, what to do, another try, and the code to quote to the help desk. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const say = useTexts();
  const problem = error instanceof ApiProblem ? error.problem : null;
  const detail = problem?.code === 'NETWORK' ? say('error.unreachableDetail') : problem?.detail;
  return (
    <Notice
      tone="bad"
      announce
      title={titleOf(error, say)}
      actions={
        onRetry && (
          <Button size="small" icon="it-refresh" onClick={onRetry}>
            {say('action.retry')}
          </Button>
        )
      }
    >
      {detail && <p>{detail}</p>}
      {problem?.remedy && (
        <p>
          <b>{say('error.remedy')}:</b> {problem.remedy}
        </p>
      )}
      {problem?.issues && problem.issues.length > 0 && (
        <ul>
          {problem.issues.map((issue) => (
            <li key={issue.path}>
              {issue.message} <code>{issue.path}</code>
            </li>
          ))}
        </ul>
      )}
      {problem && problem.status >= FAULT && problem.requestId && (
        <p className="lf-request-id">
          {say('error.requestId')}: <CopyText text={problem.requestId} />
        </p>
      )}
    </Notice>
  );
}
