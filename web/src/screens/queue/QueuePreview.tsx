import type { ReactNode, RefObject } from 'react';
import { Link } from 'react-router';
import { requests } from '../../api/endpoints';
import type { QueueItem } from '../../api/types';
import { FilePreview } from '../../app/preview/FilePreview';
import { Badge } from '../../design/Badge';
import { Icon } from '../../design/Icon';
import { Notice } from '../../design/Notice';
import { Tabs } from '../../design/Tabs';
import { useTexts } from '../../texts/use-texts';
import { RoutePanel } from '../request/RoutePanel';
import type { Part, Reading } from './use-reading';

interface QueuePreviewProps {
  readonly item: QueueItem;
  readonly reading: Reading;
  readonly scrollRef: RefObject<HTMLDivElement | null>;
  readonly actions: ReactNode;
}

/** The document under decision: actions, what it is, then its pages, its annexes or its route. */
export function QueuePreview({ item, reading, scrollRef, actions }: QueuePreviewProps) {
  const say = useTexts();
  const { part, choosePart, file, detail } = reading;
  const parts: { id: Part; label: string }[] = [
    { id: 'document', label: say('queue.tabDocument') },
    ...(item.annexCount > 0
      ? [{ id: 'files' as const, label: say('queue.tabFiles', { count: item.annexCount }) }]
      : []),
    { id: 'route', label: say('queue.tabDetails') },
  ];
  return (
    <>
      {actions}
      <PreviewHead item={item} />
      {item.blocked && <Notice tone="warning" title={item.blocked.text} />}
      <Tabs
        label={say('queue.panel')}
        tabs={parts}
        current={part}
        onChoose={choosePart}
        panelId="queue-part"
        className="lf-preview-tabs"
      />
      <div
        id="queue-part"
        role="tabpanel"
        aria-labelledby={`queue-part-tab-${part}`}
        className="lf-preview-panel"
      >
        {part === 'route' ? (
          <div className="lf-preview-text">{detail && <RoutePanel request={detail} />}</div>
        ) : (
          <>
            {part === 'files' && <FilePicker reading={reading} />}
            {file && (
              <FilePreview
                url={requests.fileUrl(item.requestId, file.id, file.sha256)}
                name={file.name}
                mediaType={file.mediaType}
                scrollRef={scrollRef}
              />
            )}
          </>
        )}
      </div>
    </>
  );
}

function PreviewHead({ item }: { readonly item: QueueItem }) {
  const say = useTexts();
  return (
    <div className="lf-preview-head">
      <div>
        <h2>
          <Link to={`/requests/${item.requestId}`} title={say('queue.openPage')}>
            {item.subject}
          </Link>
        </h2>
        <p className="lf-soft">
          {item.office} · {item.requester} · {item.bookName}
        </p>
        {item.why && <p className="lf-soft lf-why">{item.why}</p>}
        {item.contraryOpinions > 0 && (
          <p>
            <Badge tone="bad" icon="it-error">
              {say('queue.contrary', { count: item.contraryOpinions })}
            </Badge>
          </p>
        )}
      </div>
      <Badge tone={item.withProtocol ? 'info' : 'neutral'}>
        {say(item.withProtocol ? 'queue.withProtocol' : 'queue.withoutProtocol')}
      </Badge>
    </div>
  );
}

function FilePicker({ reading }: { readonly reading: Reading }) {
  const say = useTexts();
  const { file, files, chooseFile } = reading;
  return (
    <ul className="lf-file-picker" aria-label={say('request.files')}>
      {files.map((each) => (
        <li key={each.id}>
          <button
            type="button"
            aria-label={say('request.showFile', { name: each.fileName })}
            aria-current={each.id === file?.id ? 'true' : undefined}
            onClick={() => chooseFile(each.id)}
          >
            <Icon name="it-clip" size="xs" />
            {each.fileName}
          </button>
        </li>
      ))}
    </ul>
  );
}
