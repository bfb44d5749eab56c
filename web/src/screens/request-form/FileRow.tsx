import { ApiProblem } from '../../api/problem';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { reasonOf } from '../../design/ErrorNotice';
import { Icon } from '../../design/Icon';
import { IconButton } from '../../design/IconButton';
import { ProgressBar } from '../../design/ProgressBar';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import type { FileEntry, Files } from './use-files';

interface FileRowProps {
  readonly entry: FileEntry;
  readonly index: number;
  readonly count: number;
  readonly files: Files;
  /** Whether an annex may be signed too. */
  readonly canSign: boolean;
}

export function FileRow({ entry, index, count, files, canSign }: FileRowProps) {
  const say = useTexts();
  const format = useFormat();
  const isPdf = entry.mediaType === 'application/pdf' || entry.name.toLowerCase().endsWith('.pdf');
  return (
    <li data-state={entry.state}>
      <div className="lf-form-file-head">
        <Icon name={isPdf ? 'it-file-pdf' : 'it-file'} size="md" />
        <div>
          <p>
            <b>{entry.name}</b>
          </p>
          <p className="lf-soft">
            {index === 0 ? say('form.main') : say('form.annex', { number: index })} ·{' '}
            {format.size(entry.size)}
            {entry.pageCount !== null && ` · ${say('file.pages', { count: entry.pageCount })}`}
          </p>
        </div>
        <FileState entry={entry} />
        <span className="lf-form-file-tools">
          <IconButton
            icon="it-arrow-up"
            label={say('action.moveUp', { name: entry.name })}
            disabled={index === 0}
            onClick={() => files.move(entry.key, -1)}
          />
          <IconButton
            icon="it-arrow-down"
            label={say('action.moveDown', { name: entry.name })}
            disabled={index === count - 1}
            onClick={() => files.move(entry.key, 1)}
          />
          <IconButton
            icon="it-delete"
            label={`${say('action.remove')}: ${entry.name}`}
            onClick={() => files.remove(entry.key)}
          />
        </span>
      </div>
      <FileOutcome entry={entry} files={files} />
      {canSign && index > 0 && isPdf && entry.state !== 'refused' && (
        <Checkbox
          label={say('form.signAnnex')}
          checked={entry.toSign}
          onToggle={(toSign) => files.setToSign(entry.key, toSign)}
        />
      )}
    </li>
  );
}

function FileState({ entry }: { readonly entry: FileEntry }) {
  const say = useTexts();
  const percent = Math.round(entry.progress * 100);
  return (
    <span role="status">
      {entry.state === 'sending' && (
        <Badge tone="info">{percent < 100 ? say('form.uploading', { percent }) : say('form.checking')}</Badge>
      )}
      {entry.state === 'ready' && (
        <Badge tone="good" icon="it-check">
          {say('form.ready')}
        </Badge>
      )}
      {entry.state === 'refused' && <Badge tone="bad">{say('form.refused')}</Badge>}
    </span>
  );
}

/** Below the file's name: progress, warnings, or the refusal with what to do. */
function FileOutcome({ entry, files }: { readonly entry: FileEntry; readonly files: Files }) {
  const say = useTexts();
  const earlier = entry.document?.earlierSignatures ?? 0;
  if (entry.state === 'sending') {
    return <ProgressBar label={entry.name} value={Math.round(entry.progress * 100)} max={100} />;
  }
  if (entry.state === 'refused') {
    const remedy = entry.error instanceof ApiProblem ? entry.error.problem.remedy : undefined;
    const again = entry.error instanceof ApiProblem && entry.error.isUnreachable;
    return (
      <div className="lf-form-refusal" role="alert">
        <p>
          <b>{reasonOf(entry.error, say)}</b> {remedy}
        </p>
        {again && (
          <Button size="small" icon="it-refresh" onClick={() => files.resend(entry.key)}>
            {say('form.replace')}
          </Button>
        )}
      </div>
    );
  }
  return (
    <>
      {earlier > 0 && <p className="lf-form-warning">{say('form.earlierSignatures', { count: earlier })}</p>}
      {entry.document?.warnings.map((warning) => (
        <p key={warning.code} className="lf-form-warning">
          {warning.text}
        </p>
      ))}
    </>
  );
}
