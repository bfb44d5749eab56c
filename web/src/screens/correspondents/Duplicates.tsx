import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { correspondents } from '../../api/protocol';
import type { CorrespondentView } from '../../api/protocol-types';
import { Button } from '../../design/Button';
import { useTexts } from '../../texts/use-texts';
import { ReasonDialog } from '../request/ReasonDialog';
import { nameOf } from './name-of';

/** Those that have one code, each group merged into the one that is chosen. */
export function Duplicates() {
  const say = useTexts();
  const client = useQueryClient();
  const query = useQuery({ queryKey: ['correspondents', 'duplicates'], queryFn: correspondents.duplicates });
  const [merge, setMerge] = useState<{ kept: CorrespondentView; others: string[] } | null>(null);
  const groups = query.data?.groups ?? [];
  if (groups.length === 0) return null;
  return (
    <section className="lf-card">
      <h2>{say('correspondents.duplicates')}</h2>
      <p className="lf-soft">{say('correspondents.duplicatesHint')}</p>
      <ul className="lf-arrivals-list">
        {groups.map(({ items }) => (
          <li key={items.map(({ id }) => id).join()}>
            <p>
              {items.map(nameOf).join(' · ')}{' '}
              <span className="lf-soft">{items[0]?.taxCode ?? items[0]?.ipaCode}</span>
            </p>
            <div className="lf-desk-actions">
              {items.map((kept) => (
                <Button
                  key={kept.id}
                  size="small"
                  onClick={() =>
                    setMerge({ kept, others: items.map(({ id }) => id).filter((id) => id !== kept.id) })
                  }
                >
                  {say('correspondents.keep', { name: nameOf(kept) })}
                </Button>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {merge && (
        <ReasonDialog
          title={say('correspondents.mergeTitle')}
          lead={say('correspondents.mergeLead', { name: nameOf(merge.kept) })}
          submit={say('correspondents.merge')}
          onSubmit={async (reason) => {
            await correspondents.merge(merge.kept.id, merge.others, reason);
            await client.invalidateQueries({ queryKey: ['correspondents'] });
          }}
          onClose={() => setMerge(null)}
        />
      )}
    </section>
  );
}
