import { DropZone } from '../../design/DropZone';
import { Icon } from '../../design/Icon';
import { useTexts } from '../../texts/use-texts';
import { FileRow } from './FileRow';
import type { Files } from './use-files';

interface FileEditorProps {
  readonly files: Files;
  readonly error: string | undefined;
}

/** Files of the plico: dropped or chosen, in order, each with the outcome of its checks. */
export function FileEditor({ files, error }: FileEditorProps) {
  const say = useTexts();
  const { entries } = files;
  return (
    <section className="lf-card" aria-labelledby="form-files">
      <h2 id="form-files">{say('form.files')}</h2>
      {entries.length > 0 && (
        <ol className="lf-form-files" aria-label={say('form.fileList')}>
          {entries.map((entry, index) => (
            <FileRow
              key={entry.key}
              entry={entry}
              index={index}
              count={entries.length}
              files={files}
              canSign
            />
          ))}
        </ol>
      )}
      <DropZone
        multiple
        compact={entries.length > 0}
        invalid={error !== undefined}
        label={say(entries.length > 0 ? 'form.addFiles' : 'form.chooseFiles')}
        {...(entries.length === 0 && { hint: say('form.filesHint') })}
        onFiles={files.add}
      />
      {error && (
        <p className="lf-field-error">
          <Icon name="it-error" size="xs" />
          {error}
        </p>
      )}
    </section>
  );
}
