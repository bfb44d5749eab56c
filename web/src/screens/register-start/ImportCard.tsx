import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type RegisterImport, registerStart } from '../../api/register-start';
import { Badge, type Tone } from '../../design/Badge';
import { Button } from '../../design/Button';
import { ButtonDownload } from '../../design/ButtonDownload';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Notice } from '../../design/Notice';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

const TONES: Readonly<Record<RegisterImport['state'], Tone>> = {
  LOADING: 'info',
  LOADED: 'warning',
  SEALED: 'good',
  REFUSED: 'bad',
  ABANDONED: 'neutral',
  REPLACED: 'neutral',
};
const KINDS = [
  'GAP',
  'DOUBLE',
  'NO_HASH',
  'NO_SUBJECT',
  'NO_COUNTERPART',
  'DATE_OUTSIDE_YEAR',
  'NOT_TAKEN',
] as const;

/** One file that was sent: how far it is read, what it brought, what it lacks. */
export function ImportCard({ given }: { readonly given: RegisterImport }) {
  const say = useTexts();
  const format = useFormat();
  const { id, state, fileName, size, linesDone, refusal, report, hasReport, importedBy, receivedAt } = given;
  return (
    <li>
      <p>
        <b className="lf-start-name">{fileName}</b>{' '}
        <Badge tone={TONES[state]}>{say(`start.state.${state}`)}</Badge>
        <br />
        <span className="lf-soft">
          {say('start.sentBy', { person: importedBy, day: format.day(receivedAt.slice(0, 10)) })} ·{' '}
          {format.size(size)}
        </span>
      </p>
      {state === 'LOADING' && <Loading id={id} lines={linesDone} />}
      {refusal && (
        <Notice tone="bad" title={refusal.text}>
          {refusal.remedy}
        </Notice>
      )}
      {report && state !== 'REPLACED' && <Report report={report} />}
      {report && (
        <p className="lf-desk-actions">
          {hasReport && (
            <ButtonDownload href={registerStart.fileUrl(id, 'report')}>{say('start.report')}</ButtonDownload>
          )}
          <ButtonDownload look="plain" href={registerStart.fileUrl(id, 'findings')}>
            {say('start.findings')}
          </ButtonDownload>
        </p>
      )}
      {state === 'LOADED' && <p className="lf-soft">{say('start.waitsForSeal')}</p>}
    </li>
  );
}

function Loading({ id, lines }: { readonly id: string; readonly lines: number }) {
  const say = useTexts();
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const abandon = async () => {
    try {
      await registerStart.abandon(id);
    } catch (failure) {
      setError(failure);
    }
    await client.invalidateQueries({ queryKey: ['register-start'] });
  };
  return (
    <>
      <p role="status">{say('start.lines', { count: lines })}</p>
      {error !== null && <ErrorNotice error={error} />}
      <Button look="danger" size="small" onClick={() => void abandon()}>
        {say('start.abandon')}
      </Button>
    </>
  );
}

function Report({ report }: { readonly report: NonNullable<RegisterImport['report']> }) {
  const say = useTexts();
  const found = KINDS.filter((kind) => report.counts[kind] > 0);
  const [first, last] = [report.years[0]?.year, report.years.at(-1)?.year];
  return (
    <>
      <p>
        {say('start.taken', { count: report.taken, lines: report.lines })}{' '}
        {first !== undefined && last !== undefined && say('start.years', { first, last })}
      </p>
      {found.length === 0 && <p className="lf-soft">{say('start.nothingFound')}</p>}
      <dl className="lf-start-findings">
        {found.map((kind) => (
          <div key={kind}>
            <dt>{say(`start.finding.${kind}`)}</dt>
            <dd>
              <b>{say('start.count', { count: report.counts[kind] })}</b>
              <br />
              <span className="lf-soft">{firstOf(report, kind)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const SHOWN = 6;

function firstOf(report: NonNullable<RegisterImport['report']>, kind: (typeof KINDS)[number]): string {
  const own = report.first.filter((finding) => finding.kind === kind);
  const texts = own.slice(0, SHOWN).map(({ year, from, to }) => {
    const numbers = from === to ? String(from) : `${from}–${to}`;
    return year === null ? numbers : `${numbers}/${year}`;
  });
  return `${texts.join(', ')}${own.length > SHOWN ? ' …' : ''}`;
}
