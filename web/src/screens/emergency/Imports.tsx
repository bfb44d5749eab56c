import { useQuery } from '@tanstack/react-query';
import { emergency, type ImportReportView } from '../../api/desks';
import { Link } from 'react-router';
import { useAction } from '../../app/use-action';
import { DropZone } from '../../design/DropZone';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Notice } from '../../design/Notice';
import { Table } from '../../design/Table';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

const KEY = ['emergency', 'imports'];

/** Takes over what a station exported, once, and tells what differs: numbers that are missing, entries of each day. */
export function Imports() {
  const say = useTexts();
  const format = useFormat();
  const query = useQuery({ queryKey: KEY, queryFn: emergency.reports });
  const { busy, error, run } = useAction(['emergency']);
  const take = (file: File | undefined) =>
    file && run(async () => emergency.take(signedFileOf(await file.text())));
  return (
    <section className="lf-card" aria-labelledby="emergency-imports">
      <h2 id="emergency-imports">{say('emergency.imports')}</h2>
      {error !== null && <ErrorNotice error={error} />}
      <DropZone
        compact
        label={say('emergency.take')}
        hint={say('emergency.takeHint')}
        accept=".json"
        onFiles={([file]) => void take(file)}
      />
      <p role="status" className="lf-soft">
        {busy && say('emergency.taking')}
      </p>
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.map(({ id, endedAt, report }) => (
        <article key={id} className="lf-emergency-report">
          <h3>
            {say('emergency.report', { station: report.station, day: format.day(endedAt.slice(0, 10)) })}
          </h3>
          <Report report={report} />
        </article>
      ))}
    </section>
  );
}

function Report({ report: { registered, missing, perDay } }: { readonly report: ImportReportView }) {
  const say = useTexts();
  const format = useFormat();
  return (
    <>
      <p>
        {Object.entries(perDay)
          .map(([day, count]) => say('emergency.ofDay', { day: format.day(day), count }))
          .join(' · ')}
      </p>
      {missing.length === 0 ? (
        <Notice tone="good" title={say('emergency.nothingMissing')} />
      ) : (
        <Notice tone="warning" title={say('emergency.missing', { numbers: missing.join(', ') })} />
      )}
      <Table
        label={say('emergency.numbers')}
        columns={[say('emergency.number'), say('emergency.at'), say('emergency.ordinary')]}
      >
        {registered.map((entry) => (
          <tr key={entry.emergencyNumber}>
            <td>{entry.emergencyNumber}</td>
            <td data-label={say('emergency.at')}>
              {format.day(entry.emergencyAt.slice(0, 10))} {format.time(entry.emergencyAt)}
            </td>
            <td data-label={say('emergency.ordinary')}>
              <Link to={`/registrations/${entry.registrationId}`}>
                {entry.number}/{entry.year}
              </Link>
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

/** What is no export of a form is sent empty, and the service says so in its own words. */
function signedFileOf(text: string): { payload: string; signature: string } {
  try {
    const { payload, signature } = JSON.parse(text) as Partial<Record<'payload' | 'signature', unknown>>;
    if (typeof payload === 'string' && typeof signature === 'string') return { payload, signature };
  } catch {
    // No JSON at all: answered like any other file that no form has made.
  }
  return { payload: '{}', signature: '' };
}
