import { useTexts } from '../texts/use-texts';
import { Button } from './Button';

interface LoadMoreProps {
  readonly shown: number;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onLoad: () => void;
}

/** Foot of a list that is read page by page. */
export function LoadMore({ shown, hasMore, isLoading, onLoad }: LoadMoreProps) {
  const say = useTexts();
  return (
    <div className="lf-load-more">
      <span role="status">{say('list.end', { count: shown })}</span>
      {hasMore && (
        <Button size="small" busy={isLoading} onClick={onLoad}>
          {say('action.loadMore')}
        </Button>
      )}
    </div>
  );
}
