import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { QueriedPage } from '../../app/QueriedPage';
import { type ImportedDetail, registerStart } from '../../api/register-start';
import { CopyText } from '../../design/CopyText';
import { FactList } from '../../design/FactList';
import { Notice } from '../../design/Notice';
import { PageHeader } from '../../design/PageHeader';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { DirectionBadge } from './RegistrationTable';
import './registrations.css';

/** An entry that another system numbered, in its words. */
export function ImportedScreen() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['imported', id], queryFn: () => registerStart.entry(id) });
  return <QueriedPage query={query}>{(entry) => <ImportedPage entry={entry} />}</QueriedPage>;
}

function ImportedPage({ entry }: { readonly entry: ImportedDetail }) {
  const say = useTexts();
  const format = useFormat();
  const fact = (label: string, value: string | null) => (value ? { label, value } : null);
  return (
    <div className="lf-page lf-page-narrow">
      <PageHeader
        title={say('registry.detail', { number: entry.number, date: format.day(entry.registeredOn) })}
        back={{ to: '/registrations', label: say('registry.back') }}
        lead={
          <span className="lf-standing-registration">
            {entry.direction && <DirectionBadge direction={entry.direction} />} {entry.subject}
          </span>
        }
      />
      <Notice title={say('imported.title')}>{say('imported.text')}</Notice>
      {entry.annulled && (
        <Notice tone="bad" title={say('annulments.mark')}>
          {entry.annulmentAct}
        </Notice>
      )}
      <section className="lf-card">
        <FactList
          className="lf-facts-3"
          facts={[
            fact(say('imported.senders'), entry.senders.join(', ')),
            fact(say('imported.recipients'), entry.recipients.join(', ')),
            fact(say('registry.class'), entry.classificationCode),
            fact(say('imported.year'), String(entry.year)),
            fact(say('imported.time'), entry.registeredTime),
            fact(say('imported.office'), entry.office),
            fact(say('registry.means'), entry.means),
            fact(say('imported.senderReference'), entry.senderReference),
            fact(
              say('imported.senderReferenceDate'),
              entry.senderReferenceDate && format.day(entry.senderReferenceDate),
            ),
            fact(say('imported.receivedOn'), entry.receivedOn && format.day(entry.receivedOn)),
            fact(say('imported.notes'), entry.notes),
            fact(say('imported.line'), String(entry.line)),
          ]}
        />
        <FactList facts={[{ label: say('registry.fingerprint'), value: <Fingerprint entry={entry} /> }]} />
      </section>
    </div>
  );
}

function Fingerprint({ entry: { algorithm, hash } }: { readonly entry: ImportedDetail }) {
  const say = useTexts();
  if (hash === null) return say('imported.noHash');
  return (
    <>
      <span className="lf-soft">{algorithm}</span> <CopyText text={hash} />
    </>
  );
}
