import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { VerifiedBatch, VerifiedBatchItem } from '../../api/types';
import { Badge } from '../../design/Badge';
import { ChipGroup } from '../../design/ChipGroup';
import { SearchField } from '../../design/SearchField';
import { Table } from '../../design/Table';
import { type TextId, useTexts } from '../../texts/use-texts';
import { CONCLUSION_TONES } from './tones';

type Shown = 'ALL' | 'OPEN' | 'UNREAD' | NonNullable<VerifiedBatchItem['conclusion']>;

/** Where a line is shown: under its verdict; without one, under what is still to come or what cannot be. */
function placeOf({ conclusion, refusal }: VerifiedBatchItem): Exclude<Shown, 'ALL'> {
  return conclusion ?? (refusal === null ? 'OPEN' : 'UNREAD');
}

/** A line for each file, to be narrowed by verdict and by name. */
export function BatchTable({ batch }: { readonly batch: VerifiedBatch }) {
  const say = useTexts();
  const [shown, setShown] = useState<Shown>('ALL');
  const [name, setName] = useState('');
  const { items } = batch;
  const counts = new Map<Shown, number>();
  for (const item of items) counts.set(placeOf(item), (counts.get(placeOf(item)) ?? 0) + 1);
  const chips = [
    { id: 'ALL' as const, label: say('verify.batch.ALL'), count: items.length },
    ...[...counts].map(([id, count]) => ({ id, count, label: say(labelOf(id)) })),
  ];
  const wanted = items.filter(
    (item) =>
      (shown === 'ALL' || placeOf(item) === shown) &&
      `${item.fileName} ${item.signers.join(' ')}`.toLowerCase().includes(name.toLowerCase()),
  );
  return (
    <section className="lf-card lf-verify-batch">
      <SearchField label={say('verify.batch.search')} value={name} onSearch={setName} />
      <ChipGroup label={say('verify.batch.filter')} chips={chips} current={shown} onChoose={setShown} />
      {wanted.length === 0 ? (
        <p>{say('verify.batch.none')}</p>
      ) : (
        <Table
          label={say('verify.batch.table')}
          columns={[say('verify.name'), say('verify.batch.verdict'), say('verify.batch.because')]}
        >
          {wanted.map((item) => (
            <BatchRow key={item.place} item={item} batchId={batch.id} />
          ))}
        </Table>
      )}
    </section>
  );
}

function labelOf(shown: Shown): TextId {
  return shown === 'ALL' || shown === 'OPEN' || shown === 'UNREAD'
    ? `verify.batch.${shown}`
    : `verify.verdict.${shown}`;
}

function BatchRow({ item, batchId }: { readonly item: VerifiedBatchItem; readonly batchId: string }) {
  const say = useTexts();
  const { locale } = useIntl();
  const { id, fileName, conclusion, signers, because } = item;
  return (
    <tr>
      <td data-label={say('verify.name')}>
        {id !== null && conclusion !== null ? (
          <Link to={`?batch=${batchId}&id=${id}`}>{fileName}</Link>
        ) : (
          fileName
        )}
        {signers.length > 0 && <div className="lf-soft">{signers.join(', ')}</div>}
      </td>
      <td data-label={say('verify.batch.verdict')}>
        {conclusion === null ? (
          <Badge tone={item.refusal === null ? 'neutral' : 'bad'}>
            {say(item.refusal === null ? 'verify.batch.OPEN' : 'verify.batch.UNREAD')}
          </Badge>
        ) : (
          <Badge tone={CONCLUSION_TONES[conclusion]}>{say(`verify.verdict.${conclusion}`)}</Badge>
        )}
      </td>
      <td data-label={say('verify.batch.because')}>
        {because && (locale === 'en' ? because.en : because.it)}
      </td>
    </tr>
  );
}
