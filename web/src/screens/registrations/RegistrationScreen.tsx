import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { QueriedPage } from '../../app/QueriedPage';
import { registrations } from '../../api/endpoints';
import { registeredFiles } from '../../api/protocol';
import type { RegistrationDetail } from '../../api/types';
import { Badge } from '../../design/Badge';
import { ButtonDownload } from '../../design/ButtonDownload';
import { CopyText } from '../../design/CopyText';
import { FactList } from '../../design/FactList';
import { PageHeader } from '../../design/PageHeader';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { AnnulmentNotices, AskAnnulment } from './AnnulmentPanel';
import { AssignmentPanel } from './AssignmentPanel';
import { ClassPanel } from './ClassPanel';
import { PaperCopies } from './PaperCopies';
import { DispatchPanel } from './DispatchPanel';
import { ExchangePanel } from './ExchangePanel';
import { ReceiptPanel } from './ReceiptPanel';
import { ReservationPanel } from './ReservationPanel';
import { DirectionBadge } from './RegistrationTable';
import '../arrivals/arrivals.css';
import './registrations.css';

/** One entry of the register, with the fingerprints that prove it. */
export function RegistrationScreen() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['registration', id], queryFn: () => registrations.one(id) });
  return (
    <QueriedPage query={query}>
      {(registration) => <RegistrationPage registration={registration} />}
    </QueriedPage>
  );
}

function RegistrationPage({ registration }: { readonly registration: RegistrationDetail }) {
  const say = useTexts();
  const format = useFormat();
  const { number, registeredOn, registeredAt, subject, direction, correspondents } = registration;
  return (
    <div className="lf-page lf-page-narrow">
      <PageHeader
        title={say('registry.detail', { number, date: format.day(registeredOn) })}
        back={{ to: '/registrations', label: say('registry.back') }}
        lead={
          <span className="lf-standing-registration">
            <DirectionBadge direction={direction} /> {subject}
          </span>
        }
        actions={
          <>
            <ButtonDownload href={registrations.segnaturaUrl(registration.id)}>
              {say('registry.segnatura')}
            </ButtonDownload>
            <AskAnnulment registration={registration} />
          </>
        }
      />
      <AnnulmentNotices registration={registration} />
      <section className="lf-card">
        <FactList
          className="lf-facts-3"
          facts={[
            { label: say('registry.correspondents'), value: correspondents.join(', ') },
            { label: say('registry.class'), value: registration.classificationCode },
            { label: say('registry.register'), value: `${registration.registerCode} ${registration.year}` },
            { label: say('registry.registeredAt'), value: format.time(registeredAt) },
            { label: say('registry.operator'), value: registration.operator },
          ]}
        />
        <p className="lf-soft lf-register-note">{say('registry.immutable')}</p>
      </section>
      <RegisteredFiles registration={registration} />
      <PaperCopies registration={registration} />
      <ReceiptPanel registration={registration} />
      <DispatchPanel registration={registration} />
      <ExchangePanel registration={registration} />
      <AssignmentPanel registrationId={registration.id} />
      <ClassPanel registration={registration} />
      <ReservationPanel registration={registration} />
      <ChainPanel registration={registration} />
    </div>
  );
}

function RegisteredFiles({ registration }: { readonly registration: RegistrationDetail }) {
  const say = useTexts();
  const format = useFormat();
  return (
    <section className="lf-card lf-card-flush">
      <h2 className="lf-register-heading">{say('registry.files')}</h2>
      <table className="lf-table">
        <thead>
          <tr>
            <th scope="col">{say('registry.file')}</th>
            <th scope="col">{say('registry.size')}</th>
            <th scope="col">{say('registry.fingerprint')}</th>
          </tr>
        </thead>
        <tbody>
          {registration.files.map((file) => (
            <tr key={file.position}>
              <td>
                <FileName id={registration.id} file={file} />
                <br />
                <span className="lf-soft">
                  {say(file.role === 'MAIN' ? 'request.main' : 'request.annex')}
                </span>{' '}
                {file.flags.map((flag) => (
                  <Badge key={flag} tone={flag === 'INFECTED' ? 'bad' : 'warning'}>
                    {say(`registry.flag.${flag}`)}
                  </Badge>
                ))}
              </td>
              <td className="lf-nowrap" data-label={say('registry.size')}>
                {file.medium === 'DIGITAL' && format.size(file.size)}
                {file.medium === 'PAPER' &&
                  say('registry.medium.PAPER', { sheets: file.sheets ?? 0, place: file.place ?? '' })}
                {file.medium === 'OBJECT' && say('registry.medium.OBJECT', { place: file.place ?? '' })}
              </td>
              <td data-label={say('registry.fingerprint')}>
                <span className="lf-soft">{file.algorithm}</span>{' '}
                {file.hash !== null && <CopyText text={file.hash} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A link where there is something to open: not to paper, and never to what is infected. */
function FileName({ id, file }: { readonly id: string; readonly file: RegistrationDetail['files'][number] }) {
  const name = <b>{file.fileName}</b>;
  if (file.medium !== 'DIGITAL' || file.flags.includes('INFECTED')) return name;
  return (
    <a href={registeredFiles.url(id, file.position)} target="_blank" rel="noreferrer">
      {name}
    </a>
  );
}

function ChainPanel({ registration }: { readonly registration: RegistrationDetail }) {
  const say = useTexts();
  return (
    <section className="lf-card">
      <h2>{say('registry.chain')}</h2>
      <p className="lf-soft">{say('registry.chainHint')}</p>
      <p>
        <a href={registrations.proofUrl(registration.id)} download={`prova-${registration.number}.json`}>
          {say('registry.proof')}
        </a>
      </p>
      <FactList
        facts={[
          { label: say('registry.hash'), value: <CopyText text={registration.hash} /> },
          { label: say('registry.previousHash'), value: <CopyText text={registration.previousHash} /> },
        ]}
      />
    </section>
  );
}
