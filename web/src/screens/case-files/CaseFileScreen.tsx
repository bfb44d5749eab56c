import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { caseFiles } from '../../api/protocol';
import type { CaseFileDetail } from '../../api/protocol-types';
import { QueriedPage } from '../../app/QueriedPage';
import { useMay } from '../../app/session/use-session';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { type Fact, FactList } from '../../design/FactList';
import { PageHeader } from '../../design/PageHeader';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { ReasonDialog } from '../request/ReasonDialog';
import { CaseFileTable, TypeText } from './CaseFilesScreen';
import { NewCaseFile } from './NewCaseFile';
import { EntrySubject } from '../registrations/EntrySubject';
import '../arrivals/arrivals.css';
import '../registrations/registrations.css';

/** One case file: its data, its sub-files, and of its documents those that the reader may open. */
export function CaseFileScreen() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['case-file', id], queryFn: () => caseFiles.one(id) });
  return <QueriedPage query={query}>{(file) => <CaseFilePage file={file} />}</QueriedPage>;
}

function CaseFilePage({ file }: { readonly file: CaseFileDetail }) {
  const say = useTexts();
  const format = useFormat();
  return (
    <div className="lf-page lf-page-narrow">
      <PageHeader
        title={file.code}
        back={{ to: '/case-files', label: say('caseFiles.title') }}
        lead={
          <>
            <Badge tone={file.state === 'OPEN' ? 'good' : 'neutral'}>{say(`caseFiles.${file.state}`)}</Badge>{' '}
            {file.reserved && <Badge tone="warning">{say('caseFiles.reserved')}</Badge>} {file.subject}
          </>
        }
        actions={<CaseFileActions file={file} />}
      />
      <section className="lf-card">
        <FactList
          className="lf-facts-3"
          facts={[
            { label: say('caseFiles.type'), value: <TypeText file={file} /> },
            { label: say('caseFiles.opened'), value: format.day(file.openedOn) },
            said(say('caseFiles.closed'), file.closedOn && format.day(file.closedOn)),
            said(say('caseFiles.office'), file.office),
            said(say('caseFiles.responsible'), file.responsible),
            said(say('caseFiles.holder'), file.holder?.name),
            said(say('caseFiles.procedure'), file.procedure?.subject),
            said(say('caseFiles.place'), file.place),
            said(say('caseFiles.note'), file.note),
          ]}
        />
      </section>
      {file.subFiles.length > 0 && (
        <section className="lf-card lf-card-flush">
          <h2 className="lf-desk-pad">{say('caseFiles.subFiles')}</h2>
          <CaseFileTable items={file.subFiles} />
        </section>
      )}
      <Content file={file} />
    </div>
  );
}

/** Null where nothing was said: a list of facts leaves it out. */
function said(label: string, value: string | null | undefined): Fact | null {
  return value ? { label, value } : null;
}

function CaseFileActions({ file }: { readonly file: CaseFileDetail }) {
  const say = useTexts();
  const may = useMay();
  const navigate = useNavigate();
  const refresh = useRefresh(file.id);
  const [open, setOpen] = useState<'sub' | 'reopen' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const close = () => {
    setError(null);
    caseFiles.close(file.id, file.version).then(refresh, setError);
  };
  return (
    <>
      {file.state === 'OPEN' && file.kind === 'CASE_FILE' && file.parentId === null && (
        <Button icon="it-plus" onClick={() => setOpen('sub')}>
          {say('caseFiles.newSub')}
        </Button>
      )}
      {file.state === 'OPEN' && <Button onClick={close}>{say('caseFiles.close')}</Button>}
      {file.state === 'CLOSED' && may('protocol.manage') && (
        <Button onClick={() => setOpen('reopen')}>{say('caseFiles.reopen')}</Button>
      )}
      {error !== null && <ErrorNotice error={error} />}
      {open === 'sub' && (
        <NewCaseFile
          parent={file}
          onOpened={({ id }) => void navigate(`/case-files/${id}`)}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'reopen' && (
        <ReasonDialog
          title={say('caseFiles.reopen')}
          lead={say('caseFiles.reopenLead')}
          submit={say('caseFiles.reopen')}
          onSubmit={async (reason) => {
            await caseFiles.reopen(file.id, file.version, reason);
            await refresh();
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function Content({ file }: { readonly file: CaseFileDetail }) {
  const say = useTexts();
  const format = useFormat();
  const refresh = useRefresh(file.id);
  const [taken, setTaken] = useState<CaseFileDetail['content'][number]['registration'] | null>(null);
  return (
    <section className="lf-card lf-card-flush">
      <h2 className="lf-desk-pad">{say('caseFiles.content')}</h2>
      {file.content.length === 0 && <EmptyState icon="it-folder" title={say('caseFiles.empty')} />}
      <ul className="lf-arrivals-list">
        {file.content.map(({ registration, filedAt, byRule }) => (
          <li key={registration.id}>
            <div>
              <p>
                <Link to={`/registrations/${registration.id}`}>
                  {registration.number}/{registration.year}
                </Link>{' '}
                <EntrySubject entry={registration} />
              </p>
              <p className="lf-soft">
                {format.day(filedAt.slice(0, 10))} {byRule && say('caseFiles.byRule')}
              </p>
            </div>
            {file.state === 'OPEN' && (
              <Button size="small" onClick={() => setTaken(registration)}>
                {say('caseFiles.takeOut')}
                <span className="visually-hidden">: {registration.number}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {taken && (
        <ReasonDialog
          title={say('caseFiles.takeOut')}
          lead={say('caseFiles.takeOutLead', { number: taken.number })}
          submit={say('caseFiles.takeOut')}
          onSubmit={async (reason) => {
            await caseFiles.takeOut(file.id, taken.id, reason);
            await refresh();
          }}
          onClose={() => setTaken(null)}
        />
      )}
    </section>
  );
}

function useRefresh(id: string): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: ['case-file', id] });
    await client.invalidateQueries({ queryKey: ['case-files'] });
  };
}
