import { DropZone } from '../../design/DropZone';
import { Icon } from '../../design/Icon';
import { useTexts } from '../../texts/use-texts';
import { FileRow } from '../request-form/FileRow';
import type { Files } from '../request-form/use-files';

export function IncomingFiles({
  files,
  error,
}: {
  readonly files: Files;
  readonly error: string | undefined;
}) {
  const say = useTexts();
  const { entries } = files;
  return (
    <>
      {entries.length > 0 && (
        <ol className="lf-form-files" aria-label={say('incoming.file')}>
          {entries.map((entry, index) => (
            <FileRow
              key={entry.key}
              entry={entry}
              index={index}
              count={entries.length}
              files={files}
              canSign={false}
            />
          ))}
        </ol>
      )}
      <DropZone
        multiple
        compact={entries.length > 0}
        invalid={error !== undefined}
        label={say(entries.length > 0 ? 'form.addFiles' : 'form.chooseFiles')}
        {...(entries.length === 0 && { hint: say('incoming.fileHint') })}
        onFiles={files.add}
      />
      {error && (
        <p className="lf-field-error">
          <Icon name="it-error" size="xs" />
          {error}
        </p>
      )}
    </>
  );
}
