import { useState } from 'react';
import { useParams } from 'react-router';
import { requests } from '../../api/endpoints';
import type { RequestDetail } from '../../api/types';
import { QueriedPage } from '../../app/QueriedPage';
import { FilePreview } from '../../app/preview/FilePreview';
import { PageHeader } from '../../design/PageHeader';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { ChangesCard } from './ChangesCard';
import { ConsequencesCard } from './ConsequencesCard';
import { Downloads } from './Downloads';
import { FileList } from './FileList';
import { NumbersCard } from './NumbersCard';
import { RequestActions } from './RequestActions';
import { RequestFacts } from './RequestFacts';
import { RequestNotices } from './RequestNotices';
import { RoutePanel } from './RoutePanel';
import { StateBadge } from './StateBadge';
import { Timeline } from './Timeline';
import { useRequest } from './use-request';
import './request.css';

/** A document's page: where it stands, who is awaited, its files, its story, what can be taken away. */
export function RequestScreen() {
  const { id = '' } = useParams();
  const query = useRequest(id);
  return (
    <QueriedPage query={query} className="lf-page" rows={6}>
      {(request) => <RequestPage key={id} request={request} />}
    </QueriedPage>
  );
}

function RequestPage({ request }: { readonly request: RequestDetail }) {
  const say = useTexts();
  return (
    <div className="lf-page">
      <PageHeader
        title={request.subject}
        back={{ to: '/requests', label: say('request.back') }}
        lead={<Standing request={request} />}
        actions={<RequestActions request={request} />}
      />
      <RequestNotices request={request} />
      <div className="lf-request">
        <FilesAndPreview request={request} />
        <div className="lf-stack">
          <ChangesCard request={request} />
          <ConsequencesCard request={request} />
          <section className="lf-card">
            <h2>{say('request.route')}</h2>
            <RoutePanel request={request} />
          </section>
          <NumbersCard request={request} />
          <Downloads request={request} />
          <RequestFacts request={request} />
          <Timeline entries={request.timeline} />
        </div>
      </div>
    </div>
  );
}

/** State and number, announced when they change under the reader's eyes. */
function Standing({ request }: { readonly request: RequestDetail }) {
  const say = useTexts();
  const format = useFormat();
  return (
    <span className="lf-standing" role="status">
      <StateBadge state={request.state} />
      {request.registrationNumber && request.registeredOn && (
        <b>
          {say('requests.number', {
            number: request.registrationNumber,
            date: format.day(request.registeredOn),
          })}
        </b>
      )}
      {request.waitingFor.length > 0 && (
        <span>{say('requests.waits', { names: request.waitingFor.join(', ') })}</span>
      )}
    </span>
  );
}

function FilesAndPreview({ request }: { readonly request: RequestDetail }) {
  const say = useTexts();
  const [chosen, setChosen] = useState<string | null>(null);
  const file = request.files.find((each) => each.id === chosen) ?? request.files[0];
  return (
    <div className="lf-stack">
      <section className="lf-card">
        <h2>{say('request.files')}</h2>
        <FileList files={request.files} current={file?.id} onChoose={setChosen} />
      </section>
      {file && (
        <section className="lf-card lf-card-flush lf-request-preview" aria-label={say('request.openPreview')}>
          <FilePreview
            url={requests.fileUrl(request.id, file.id, file.currentSha256)}
            name={file.fileName}
            mediaType={file.mediaType}
          />
        </section>
      )}
    </div>
  );
}
