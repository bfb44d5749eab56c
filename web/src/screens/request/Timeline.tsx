import type { TimelineEntry } from '../../api/types';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const say = useTexts();
  const format = useFormat();
  return (
    <section className="lf-card">
      <h2>{say('request.timeline')}</h2>
      {entries.length === 0 && <p className="lf-soft">{say('request.timelineEmpty')}</p>}
      <ol className="lf-timeline">
        {entries.map((entry, index) => (
          <li key={`${entry.at}-${entry.type}-${index}`}>
            <div>
              <p>{entry.text}</p>
              <p className="lf-soft">
                {entry.actor ?? say('request.bySystem')}
                {entry.capacity && ` ${entry.capacity}`} ·{' '}
                <time dateTime={entry.at}>{format.instant(entry.at)}</time>
              </p>
              {entry.note && <q>{entry.note}</q>}
              {entry.answer && <q>{entry.answer}</q>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
