import { useTexts } from '../texts/use-texts';

/** Grey rows where a list is about to stand; they appear after 200 ms (in the stylesheet), so a quick answer shows none. */
export function Skeleton({ rows = 8 }: { readonly rows?: number }) {
  const say = useTexts();
  return (
    <div className="lf-skeleton" role="status">
      <span className="visually-hidden">{say('state.loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="lf-skeleton-row" aria-hidden="true">
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
