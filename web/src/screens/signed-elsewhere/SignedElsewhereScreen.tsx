import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { signedElsewhere } from '../../api/signed-elsewhere';
import type { FilesToSignView } from '../../api/types';
import { QueriedPage } from '../../app/QueriedPage';
import { Notice } from '../../design/Notice';
import { PageHeader } from '../../design/PageHeader';
import { useTexts } from '../../texts/use-texts';
import { FileToSign } from './FileToSign';
import './signed-elsewhere.css';

/** How soon others' downloads and verdicts show. */
const LOOK_EVERY_MS = 5_000;

/** A task of signature whose holder signs with a program of his own: each file goes out, and comes back signed. */
export function SignedElsewhereScreen() {
  const { taskId = '' } = useParams();
  const client = useQueryClient();
  const key = ['files-to-sign', taskId];
  const query = useQuery({
    queryKey: key,
    queryFn: () => signedElsewhere.files(taskId),
    refetchInterval: LOOK_EVERY_MS,
  });
  return (
    <QueriedPage query={query}>
      {(found) => <Files found={found} onChanged={() => client.invalidateQueries({ queryKey: key })} />}
    </QueriedPage>
  );
}

interface FilesProps {
  readonly found: FilesToSignView;
  readonly onChanged: () => Promise<void>;
}

function Files({ found, onChanged }: FilesProps) {
  const say = useTexts();
  return (
    <div className="lf-page lf-page-narrow lf-stack">
      <PageHeader
        title={say('elsewhere.title')}
        back={{ to: `/requests/${found.requestId}`, label: say('elsewhere.back') }}
        lead={found.subject}
      />
      <Standing files={found.files} />
      {found.files.map((file) => (
        <FileToSign key={file.id} file={file} task={found} onChanged={onChanged} />
      ))}
    </div>
  );
}

function Standing({ files }: Pick<FilesToSignView, 'files'>) {
  const say = useTexts();
  const left = files.filter(({ state }) => state === 'TO_SIGN').length;
  if (files.every(({ state }) => state === 'SIGNED'))
    return (
      <Notice tone="good" announce title={say('elsewhere.done')}>
        <p>{say('elsewhere.doneText')}</p>
      </Notice>
    );
  return left > 0 && left < files.length ? (
    <Notice announce title={say('elsewhere.rest', { count: left })} />
  ) : (
    <p className="lf-soft">{say('elsewhere.lead')}</p>
  );
}
