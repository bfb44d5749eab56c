import { useRouteError } from 'react-router';
import { Button } from '../design/Button';
import { EmptyState } from '../design/EmptyState';
import { useTexts } from '../texts/use-texts';

/** Where a page ends up that failed to draw: says so, and offers the only thing that helps. */
export function PageFault() {
  const say = useTexts();
  const error = useRouteError();
  const isOldVersion = error instanceof TypeError && /import|module/i.test(error.message);
  return (
    <main className="lf-page">
      <EmptyState
        icon="it-warning-circle"
        title={say('error.page')}
        action={
          <Button look="primary" icon="it-refresh" onClick={() => location.reload()}>
            {say('error.reload')}
          </Button>
        }
      >
        {say(isOldVersion ? 'error.chunk' : 'error.pageDetail')}
      </EmptyState>
    </main>
  );
}
